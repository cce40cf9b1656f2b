package habitue.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people agreed to, as rows, and by what they may be reached. */
class ConsentRowsTest {
  private static final String ROWS =
      "select concat_ws(' ', purpose, nullif(channel, ''), state, basis, wording, source, proof,"
          + " stated_at >= said_at, objection) from consents order by all";
  private static final String REACH =
      "select concat_ws(' ', reach_email, reach_sms, reach_post, restricted) from customers";

  @TempDir private Path folder;
  private final FakeStore store = new FakeStore();

  private CustomerId say(String event, Fields said) {
    Fields message =
        Messages.of(
            "ada",
            Fields.of("type", Value.of("track")).with("event", event).with("properties", said));
    return store.live("ada", message);
  }

  private static Fields email(String name, String value) {
    return Fields.of("channel", Value.of("email")).with(name, value);
  }

  @Test
  void each_question_is_a_row_that_says_what_was_last_answered() {
    try (Warehouse warehouse = open()) {
      store.live("ada", Messages.identify("ada", Fields.of("email", Value.of("a@example.org"))));
      warehouse.catchUp();
      assertThat(list(warehouse, ROWS)).isEmpty();
      assertThat(list(warehouse, REACH)).containsExactly("never-asked no-address no-address false");

      say("Consent Given", email("wording", "email-1").with("proof", "form 7"));
      say("Consent Given", Fields.of("purpose", Value.of("personalise")));
      warehouse.catchUp();
      assertThat(list(warehouse, ROWS))
          .containsExactly(
              "marketing email given consent email-1 web shop form 7 true false",
              "personalise given consent web shop true false");
      assertThat(list(warehouse, REACH)).containsExactly("consent no-address no-address false");

      say("Consent Withdrawn", email("proof", "link"));
      warehouse.catchUp();
      assertThat(list(warehouse, ROWS))
          .containsExactly(
              "marketing email withdrawn web shop link true false",
              "personalise given consent web shop true false");
      assertThat(list(warehouse, REACH)).containsExactly("withdrawn no-address no-address false");

      List<String> before =
          list(warehouse, "select to_json(t)::varchar from consents t order by 1");
      warehouse.rebuild(store, (_, _) -> {});
      assertThat(list(warehouse, "select to_json(t)::varchar from consents t order by 1"))
          .isEqualTo(before);
    }
  }

  @Test
  void an_erased_person_leaves_none() {
    try (Warehouse warehouse = open()) {
      CustomerId ada = say("Consent Given", email("proof", "form 7"));
      warehouse.catchUp();
      assertThat(warehouse.rowCounts()).containsEntry("consents", 1L);
      store.erase(ada);
      warehouse.catchUp();
      assertThat(warehouse.rowCounts()).containsEntry("consents", 0L);
    }
  }

  private Warehouse open() {
    return Warehouse.open(folder.resolve("w.duckdb"), store, WarehouseOptions.USUAL);
  }

  private static List<String> list(Warehouse warehouse, String question) {
    return warehouse.readers().read(sql -> sql.list(question, row -> row.text(1)));
  }
}
