package habitue.server;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param port 0 takes any free one
 * @param publicAddress how the outside reaches it, when something stands in between
 * @param trustedProxies networks of what stands in between, such as {@code 10.0.0.0/8}: only they
 *     are believed when they say on whose behalf they ask
 */
public record Address(
    String host, int port, @Nullable URI publicAddress, List<String> trustedProxies) {
  private static final Pattern WHOLE = Pattern.compile("https?://[^/?#@]+/?");
  private static final Pattern NETWORK =
      Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?");

  public Address {
    if (publicAddress != null && !WHOLE.matcher(publicAddress.toString()).matches()) {
      throw new IllegalArgumentException(
          "the public address is like https://habitue.example.com, without a path");
    }
    trustedProxies = trustedProxies.stream().map(Address::network).toList();
  }

  public Address(String host, int port, @Nullable URI publicAddress) {
    this(host, port, publicAddress, List.of());
  }

  /** This machine only, which is how it is unless someone says otherwise. */
  public static Address local(int port) {
    return new Address("127.0.0.1", port, null);
  }

  /** Whether browsers reach it under TLS. */
  boolean encrypted() {
    return publicAddress != null && "https".equals(publicAddress.getScheme());
  }

  private static String network(String said) {
    if (!NETWORK.matcher(said).matches()) {
      throw new IllegalArgumentException(
          "a trusted proxy is an address or a network, such as 10.0.0.0/8");
    }
    String whole = said.indexOf(':') < 0 ? "/32" : "/128";
    return said.indexOf('/') < 0 ? said + whole : said;
  }
}
