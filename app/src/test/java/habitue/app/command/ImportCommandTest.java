package habitue.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.app.house.Brand;
import habitue.store.Options;
import habitue.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
  @TempDir Path folder;

  private static String order(String id, String currency) {
    return """
    {"type":"track","event":"Order Completed","messageId":"%1$s","userId":"u",\
    "timestamp":"2025-01-0%1$sT10:00:00Z","properties":{"order_id":"%1$s","revenue":10,\
    "currency":"%2$s"}}
    """
        .formatted(id, currency);
  }

  private String imported(String... more) throws IOException {
    Path file = folder.resolve("orders.jsonl");
    Files.writeString(file, order("1", "GBP") + order("2", "SEK"));
    PrintStream before = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      var command = new CommandLine(new ImportCommand());
      String[] words = new String[more.length + 3];
      System.arraycopy(more, 0, words, 0, more.length);
      words[more.length] = "--data";
      words[more.length + 1] = folder.resolve("data").toString();
      words[more.length + 2] = file.toString();
      assertThat(command.execute(words)).isZero();
    } finally {
      System.setErr(before);
    }
    return said.toString(UTF_8);
  }

  @Test
  void a_new_folder_is_of_the_brand_that_was_said() throws IOException {
    String said = imported("--currency", "GBP", "--timezone", "Europe/London", "--brand", "Tea");
    assertThat(said).contains("1 orders are in a currency without a rate into GBP");
    Options options = Options.of(settings -> Brand.of(settings).keep(settings));
    try (Store store = Store.open(folder.resolve("data"), options)) {
      assertThat(store.context().currency()).isEqualTo("GBP");
      assertThat(store.context().zone().getId()).isEqualTo("Europe/London");
      assertThat(store.context().brand()).isEqualTo("Tea");
    }
  }
}
