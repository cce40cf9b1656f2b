package habitue.server;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param port 0 takes any free one
 * @param publicAddress how the outside reaches it, when something stands in between
 */
public record Address(String host, int port, @Nullable URI publicAddress) {
  private static final Pattern WHOLE = Pattern.compile("https?://[^/?#@]+/?");

  public Address {
    if (publicAddress != null && !WHOLE.matcher(publicAddress.toString()).matches()) {
      throw new IllegalArgumentException(
          "the public address is like https://habitue.example.com, without a path");
    }
  }

  /** This machine only, which is how it is unless someone says otherwise. */
  public static Address local(int port) {
    return new Address("127.0.0.1", port, null);
  }
}
