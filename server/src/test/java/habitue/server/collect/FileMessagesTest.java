package habitue.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A line of a file is read by the rules of an event over HTTP. */
class FileMessagesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Source SOURCE = new Source(1_000_000, "import", Trust.IMPORT, "uk", "shop");

  @Test
  void half_an_emoji_is_replaced_not_refused() {
    Fields message = good("{'type':'page','userId':'u','name':'cut \\ud83d'}");
    assertThat(message.text("name")).contains("cut \ufffd");
  }

  @Test
  void bytes_that_are_no_text_are_named() {
    byte[] latin = "{\"type\":\"page\",\"userId\":\"Zoé\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(bad(latin).code()).isEqualTo("bad_encoding");
    assertThat(bad(utf8("{'type':'page','userId':'u\\u0000'}")).code()).isEqualTo("nul_character");
  }

  @Test
  void what_is_no_event_says_why() {
    assertThat(bad(utf8("GIF89a")).code()).isEqualTo("bad_json");
    assertThat(bad(utf8("[]")).code()).isEqualTo("not_an_object");
    assertThat(bad(utf8("{'type':'page'}")).code()).isEqualTo("no_identifier");
  }

  @Test
  void an_order_of_a_thousand_lines_is_longer_than_an_event_and_comes_in() {
    String lines = "{'product_id':'a product of the shop','price':1,'quantity':1},".repeat(1_000);
    Fields order =
        good(
            "{'type':'track','event':'Order Completed','userId':'u','properties':{'order_id':'1',"
                + "'products':["
                + lines
                + "{}]}}");
    assertThat(order.fields("properties").list("products")).hasSize(1_001);
  }

  @Test
  void times_come_in_one_form_and_a_line_without_a_name_gets_the_same_one_each_time() {
    String line = "{'type':'Page','userId':'u','timestamp':'2020-01-01 02:00:00+0200'}";
    assertThat(good(line).text("timestamp")).contains("2020-01-01T00:00:00Z");
    assertThat(good(line).text("type")).contains("page");
    assertThat(good(line).text("messageId")).isPresent().isEqualTo(good(line).text("messageId"));
  }

  @Test
  void a_file_of_one_store_says_nothing_of_anothers_orders() {
    String order =
        "{'type':'track','event':'Order Completed','userId':'u',"
            + "'properties':{'order_id':'1','store':'fr'}}";
    assertThat(bad(utf8(order)).field()).isEqualTo("properties.store");
  }

  private static Fields good(String line) {
    return ((FileMessages.Line.Good) read(utf8(line))).message();
  }

  private static Fault bad(byte[] line) {
    return ((FileMessages.Line.Bad) read(line)).fault();
  }

  private static FileMessages.Line read(byte[] line) {
    return new FileMessages(SOURCE).read(line, NOW);
  }

  private static byte[] utf8(String line) {
    return line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
