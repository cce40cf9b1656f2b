package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.store.journal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end, as a newcomer runs it: the figures agree with the file. */
class DemoTest {
  @TempDir Path folder;

  @Test
  void the_demo_agrees_with_the_file_and_loads_nothing_twice() throws Exception {
    Fields first = demo();
    assertThat(first.number("customers_known").orElseThrow()).isEqualByComparingTo("4372");
    assertThat(first.number("orders_known").orElseThrow()).isEqualByComparingTo("18536");
    assertThat(first.number("gross_known").orElseThrow()).isEqualByComparingTo("8911407.90");
    assertThat(first.number("invoices_guest").orElseThrow()).isEqualByComparingTo("3710");
    assertThat(first.number("refunds_unmatched").orElseThrow()).isEqualByComparingTo("950");
    // 8,902,670 for the pounds of 18,536 orders, 1,115 fifth orders, 1,057 unusual ones.
    assertThat(whole(first, "points_issued")).isEqualTo(8_902_670 + 1_115 * 100 + 1_057 * 50);
    assertThat(whole(first, "points_issued"))
        .isEqualTo(
            whole(first, "points_reversed")
                + whole(first, "points_expired")
                + whole(first, "points_spent")
                + whole(first, "points_outstanding"));
    assertThat(whole(first, "points_reversed")).isEqualTo(475_943);
    assertThat(whole(first, "points_expired")).isEqualTo(1_642_294);
    assertThat(whole(first.fields("tiers"), "gold")).isEqualTo(272);
    assertThat(demo().without("seconds")).isEqualTo(first.without("seconds"));
  }

  private static long whole(Fields fields, String name) {
    return fields.number(name).orElseThrow().longValueExact();
  }

  private Fields demo() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dhabitue.home=..",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "habitue.app.Main",
                    "demo",
                    "--data",
                    folder.resolve("data").toString(),
                    "--no-serve",
                    "--json"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return Json.object(out.getBytes(StandardCharsets.UTF_8));
  }
}
