package habitue.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final String TABLE =
      """
      # a remark
      Bags: BAG
      Bags: TOTE
      Candles & lights: T LIGHT, CANDLE
      """;

  private final Categories categories = Categories.parse(TABLE);

  @Test
  void a_word_of_the_name_gives_the_category() {
    assertThat(categories.of("JUMBO BAG RED RETROSPOT")).isEqualTo("Bags");
    assertThat(categories.of("Canvas tote")).isEqualTo("Bags");
    assertThat(categories.of("WHITE METAL LANTERN")).isEqualTo(Categories.OTHER);
  }

  @Test
  void hyphens_plurals_and_case_do_not_count_but_parts_of_words_do_not_match() {
    assertThat(categories.of("Hanging heart t-lights, red")).isEqualTo("Candles & lights");
    assertThat(categories.of("BAGUETTE TRAY")).isEqualTo(Categories.OTHER);
    assertThat(categories.of("EAT LIGHT")).isEqualTo(Categories.OTHER);
  }

  @Test
  void the_first_line_that_fits_wins() {
    assertThat(categories.of("BAG OF CANDLES")).isEqualTo("Bags");
  }

  @Test
  void a_row_with_a_price_names_itself_and_one_without_takes_the_usual_name() {
    var rows =
        Rows.lines(
            row("20713", "JUMBO  BAG OWLS ", "2.1"),
            row("20713", "JUMBO BAG OWLS", "2.1"),
            row("20713", "wrongly marked 20713", "2.1"),
            row("20713", "check", "0.0"),
            row("20713", "check", "0.0"),
            row("20713", "check", "0.0"),
            row("20713", "", "0.0"));
    var catalogue = new Catalogue(rows, categories);
    assertThat(rows)
        .extracting(catalogue::name)
        .containsExactly(
            "JUMBO BAG OWLS",
            "JUMBO BAG OWLS",
            "wrongly marked 20713",
            "JUMBO BAG OWLS",
            "JUMBO BAG OWLS",
            "JUMBO BAG OWLS",
            "JUMBO BAG OWLS");
    assertThat(rows).extracting(catalogue::category).containsOnly("Bags");
  }

  @Test
  void a_product_never_sold_is_called_what_its_rows_call_it_or_else_by_its_code() {
    var rows = Rows.lines(row("DCGS0067", "ebay", "0.0"), row("DCGS0055", "", "0.0"));
    assertThat(rows)
        .extracting(new Catalogue(rows, categories)::name)
        .containsExactly("ebay", "DCGS0055");
  }

  private static String row(String code, String description, String price) {
    return "536365,%s,%s,1,2011-03-01 10:00:00,%s,,EIRE".formatted(code, description, price);
  }
}
