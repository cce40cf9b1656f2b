package habitue.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Whom {@code serve} believes about who asks. */
final class ProxyOptions {
  private static final String TRUSTED = "HABITUE_TRUSTED_PROXY";

  @Option(
      names = "--trusted-proxy",
      paramLabel = "CIDR",
      description =
          "Address or network of a proxy in front, which says who asks; may be repeated, or be in"
              + " $HABITUE_TRUSTED_PROXY with commas between.")
  private List<String> proxies = List.of();

  List<String> trusted(Map<String, String> environment) {
    String more = environment.getOrDefault(TRUSTED, "");
    return Stream.concat(proxies.stream(), Arrays.stream(more.split(",")))
        .map(String::strip)
        .filter(proxy -> !proxy.isEmpty())
        .toList();
  }
}
