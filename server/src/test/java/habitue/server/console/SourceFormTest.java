package habitue.server.console;

import static habitue.server.RunningServer.BROWSER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Source;
import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.collect.KnownSource;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources and what came of nobody, in the console of a store of its own. */
class SourceFormTest {
  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init")
  private static Visitor admin;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = RunningServer.whole(folder);
    admin = new Visitor(server).admin();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> add(String name, String kind, String missing) {
    return admin.post(
        "/data/sources",
        "name",
        name,
        "kind",
        kind,
        "channel",
        "web",
        "origins",
        "https://shop.example",
        "missing",
        missing);
  }

  @Test
  void a_source_says_what_silence_on_consent_means() {
    assertThat(add("banner", "browser", "").statusCode()).isEqualTo(201);
    assertThat(add("vouching", "browser", "given").statusCode()).isEqualTo(201);
    assertThat(add("cautious", "server", "refused").statusCode()).isEqualTo(201);
    HttpResponse<String> odd = add("odd", "server", "perhaps");
    assertThat(odd.statusCode()).isEqualTo(400);
    assertThat(odd.body()).containsPattern("id=\"missing\"[^>]*aria-invalid=\"true\"");
    Map<String, Boolean> vouches =
        server.sources.all().stream()
            .map(KnownSource::source)
            .collect(Collectors.toMap(Source::name, Source::vouches));
    assertThat(vouches)
        .containsEntry("banner", false)
        .containsEntry("vouching", true)
        .containsEntry("cautious", false)
        .doesNotContainKey("odd");
    assertThat(row("vouching")).contains("Without a word on consent: means yes");
    assertThat(row("cautious")).contains("Without a word on consent: means no");
  }

  private static String row(String source) {
    String page = admin.get("/data").body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    return page.substring(page.indexOf(source)).substring(0, 300);
  }

  @Test
  void who_refuses_everything_is_counted_where_events_are() {
    for (int i = 0; i < 3; i++) {
      assertThat(server.post(BROWSER_KEY, "/v1/page", "{\"name\":\"Home\"}").statusCode())
          .isEqualTo(200);
    }
    server.settle();
    String page = admin.get("/data").body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    assertThat(page).contains("Counted without being known");
    assertThat(page.substring(page.indexOf("Counted without being known")))
        .containsPattern("website . Page Viewed . 3 3|website.{0,3} .{0,2}Page Viewed.{0,2} 3 3");
  }
}
