package habitue.server.me;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tries links out is stopped by their address, and told so like anyone. */
class ForgedLinksTest {
  @Test
  void many_forged_links_from_one_address_are_too_many(@TempDir Path folder) {
    try (var server = RunningServer.withFakeDoor(folder)) {
      var visitor = new Visitor(server);
      HttpResponse<String> answer = visitor.get("/me/open?t=forged.0");
      assertThat(answer.statusCode()).isEqualTo(404);
      for (int i = 1; i < 400 && answer.statusCode() == 404; i++) {
        answer = visitor.get("/me/open?t=forged." + i);
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("Too much at once", "Trop de demandes à la fois");
      answer = visitor.get("/me/closed");
      assertThat(answer.statusCode()).isEqualTo(200);
      for (int i = 0; i < 20_000 && answer.statusCode() == 200; i++) {
        answer = visitor.get("/me/closed");
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(visitor.get("/sign-in").statusCode()).isEqualTo(200);
    }
  }
}
