package habitue.warehouse.rows;

import habitue.engine.trust.Agreement;
import habitue.engine.trust.Statement;
import habitue.store.feed.Person;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code consents}. */
final class ConsentRows {
  private ConsentRows() {}

  static void append(Sheet sheet, Person person) {
    for (Agreement agreement : person.state().consents().agreements()) {
      Statement said = agreement.said();
      sheet
          .row()
          .text(person.id().toString())
          .text(agreement.purpose())
          .text(agreement.channel())
          .text(agreement.stance().wireName())
          .text(agreement.stance().granted() ? said.basis() : null)
          .text(orNull(said.wording()))
          .text(said.source())
          .text(orNull(said.proof()))
          .instant(said.at())
          .instant(said.statedAt())
          .flag(said.objects())
          .end();
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
