package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailTest {
  /** SHA-256 of the CSV the compact file was made from, unpacked, 47,226,068 bytes. */
  private static final String PUBLISHED =
      "959c8b3847939247e4007cbbd6dfcf3fdc78bc8236a08eba94565e15679914d8";

  @TempDir private Path folder;

  @Test
  void every_row_of_the_published_file_comes_back_byte_for_byte() throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update((Pack.HEADER + "\n").getBytes(StandardCharsets.UTF_8));
    for (var line : DemoFiles.LINES) {
      digest.update((Pack.csv(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(PUBLISHED);
  }

  @Test
  void the_compact_file_is_small_enough_to_travel_with_the_sources() throws IOException {
    assertThat(Files.size(DemoFiles.PACKED)).isLessThan(2_000_000);
  }

  @Test
  void odd_rows_are_packed_and_read_as_they_are() throws IOException {
    var rows =
        Rows.lines(
            "536365,85123A, TWO  SPACES ,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
            "C536379,D,\"A \"\"QUOTED\"\", WORD\",-1,2010-12-01 08:26:00,27.5,17850,United Kingdom",
            "536365,85123A, TWO  SPACES ,6,2010-12-01 08:27:00,2.55,17850,United Kingdom",
            "A563186,B,£,1,2011-08-12 14:51:00,-11062.06,,EIRE",
            "581483,PADS,,80995,2011-12-09 09:15:00,0.001,16446,EIRE",
            "581484,PADS,,-80995,2011-12-09 09:15:00,0.0,16446,EIRE");
    assertThat(OnlineRetail.read(pack(rows.toArray(Line[]::new)))).isEqualTo(rows);
  }

  @Test
  void another_file_is_refused() throws IOException {
    var file = folder.resolve("other.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("InvoiceNo,StockCode".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> OnlineRetail.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not hold the demo shop's rows");
  }

  @Test
  void a_file_cut_short_is_refused() throws IOException {
    var whole = pack(Rows.line("536365,1,A,6,2010-12-01 08:26:00,2.55,17850,United Kingdom"));
    var cut = folder.resolve("cut.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(whole));
        var out = new GZIPOutputStream(Files.newOutputStream(cut))) {
      var bytes = in.readAllBytes();
      out.write(bytes, 0, bytes.length - 1);
    }
    assertThatThrownBy(() -> OnlineRetail.read(cut)).isInstanceOf(EOFException.class);
  }

  private Path pack(Line... rows) throws IOException {
    var file = folder.resolve("packed.gz");
    Pack.write(Arrays.asList(rows), file);
    return file;
  }
}
