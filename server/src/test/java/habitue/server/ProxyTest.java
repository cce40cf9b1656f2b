package habitue.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks, where something stands in front of the server. */
class ProxyTest {
  private static final int BEYOND_THE_LIMIT = 250;

  @TempDir Path folder;

  private RunningServer behind(@Nullable String publicAddress, String... proxies) {
    URI address = publicAddress == null ? null : URI.create(publicAddress);
    return RunningServer.at(folder, new Address("127.0.0.1", 0, address, List.of(proxies)));
  }

  private static HttpResponse<String> wrongKey(RunningServer server, int visitor) {
    return server.send(
        server
            .request("/v1/track")
            .header("X-Forwarded-For", "203.0.113." + visitor)
            .header("Authorization", RunningServer.basic("hbs_no_such_key"))
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private static int last(RunningServer server) {
    int status = 0;
    for (int visitor = 1; visitor <= BEYOND_THE_LIMIT && status != 429; visitor++) {
      status = wrongKey(server, visitor).statusCode();
    }
    return status;
  }

  private static String cookie(RunningServer server, String protocol) {
    return server
        .send(server.request("/sign-in").header("X-Forwarded-Proto", protocol))
        .headers()
        .firstValue("Set-Cookie")
        .orElse("");
  }

  @Test
  void nobody_says_who_they_are_unless_they_are_a_trusted_proxy() {
    try (RunningServer server = behind(null)) {
      assertThat(last(server)).isEqualTo(429);
      assertThat(cookie(server, "https")).contains("habitue=").doesNotContain("Secure");
    }
  }

  @Test
  void a_proxy_elsewhere_than_the_trusted_ones_is_not_believed() {
    try (RunningServer server = behind(null, "10.0.0.0/8", "2001:db8::/32")) {
      assertThat(last(server)).isEqualTo(429);
    }
  }

  @Test
  void behind_a_trusted_proxy_each_visitor_has_an_address_of_their_own() {
    try (RunningServer server = behind(null, "10.0.0.0/8", "127.0.0.1")) {
      assertThat(last(server)).isEqualTo(401);
      assertThat(cookie(server, "https")).contains("Secure");
      assertThat(cookie(server, "http")).doesNotContain("Secure");
    }
  }

  @Test
  void under_a_public_address_with_tls_the_session_is_sent_under_tls_alone() {
    try (RunningServer server = behind("https://habitue.example")) {
      assertThat(cookie(server, "http")).contains("habitue=", "Secure", "HttpOnly");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/", "10.0.0/8", "", "10.0.0.0/8,::/0"})
  void a_proxy_is_named_by_its_address(String proxy) {
    assertThatThrownBy(() -> new Address("127.0.0.1", 0, null, List.of(proxy)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
