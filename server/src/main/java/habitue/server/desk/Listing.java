package habitue.server.desk;

import habitue.model.Money;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerList.Row;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Whom;
import habitue.warehouse.report.Among;
import habitue.warehouse.report.CustomerList.Line;
import habitue.warehouse.report.CustomerList.Page;
import habitue.warehouse.report.CustomerList.Query;
import habitue.warehouse.report.CustomerList.Sort;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The list of customers: those the shop knows; a search also finds guests and visitors. Where a
 * page ended is told by a sealed cursor, as it holds a name or an amount.
 */
final class Listing {
  private final habitue.warehouse.report.CustomerList customers;
  private final Keys keys;
  private final String currency;

  Listing(habitue.warehouse.report.CustomerList customers, Keys keys, String currency) {
    this.customers = customers;
    this.keys = keys;
    this.currency = currency;
  }

  /**
   * @param programme whose points and tiers are told; null for none
   */
  CustomerList list(CustomerQuery asked, Among among, @Nullable String programme) {
    String text = asked.text().strip();
    Query query = query(asked, text).among(among).of(programme);
    Page page = customers.page(query);
    List<Row> rows =
        page.lines().stream().map(line -> row(line, text, asked.masked(), programme)).toList();
    long known = customers.count(new Query(null, true, Sort.NAME, 1, null));
    long count = text.isEmpty() && asked.filter().none() ? known : customers.count(query);
    return new CustomerList(
        count,
        known,
        programme != null,
        rows,
        page.next() == null ? null : keys.seal(query.sort().name() + " " + page.next()));
  }

  private Query query(CustomerQuery asked, String text) {
    Sort sort = sort(asked.sort());
    String cursor = asked.cursor() == null ? null : opened(asked.cursor(), sort);
    boolean knownOnly = text.isEmpty() && asked.filter().none();
    return new Query(text, asked.masked(), knownOnly, sort, asked.limit(), cursor);
  }

  /** A cursor of another sort or of before the last start begins anew. */
  private @Nullable String opened(String cursor, Sort sort) {
    String prefix = sort.name() + " ";
    return keys.open(cursor)
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()))
        .orElse(null);
  }

  private static Sort sort(CustomerQuery.Sort sort) {
    return switch (sort) {
      case LAST_ORDER -> Sort.LAST_ORDER;
      case NAME -> Sort.NAME;
      case ORDERS -> Sort.ORDERS;
      case ORDERED -> Sort.REVENUE;
      case POINTS -> Sort.POINTS;
      case SCORE -> Sort.SCORE;
      case FIRST_SEEN -> Sort.FIRST_SEEN;
    };
  }

  private Row row(Line line, String text, boolean masked, @Nullable String programme) {
    PersonRef person = People.named(line);
    String tier = line.tier();
    return new Row(
        person,
        Texts.orEmpty(line.country()),
        line.orders(),
        Money.of(line.revenue(), currency),
        line.firstSeen(),
        line.lastOrder(),
        text.isEmpty() ? "" : match(person, line, text, masked),
        line.points(),
        programme == null || tier == null ? Whom.NONE : Whom.tier(programme, tier));
  }

  /** What the text found, where the columns do not show it. */
  private static String match(PersonRef person, Line line, String text, boolean masked) {
    if (line.orderFound() != null) {
      return line.orderFound();
    }
    boolean emailHidden = !person.name().isBlank() || !person.number().isBlank();
    String email = person.email().toLowerCase(Locale.ROOT);
    String small = text.toLowerCase(Locale.ROOT);
    boolean inEmail = masked ? email.equals(small) : email.contains(small);
    return emailHidden && inEmail ? person.email() : "";
  }
}
