package habitue.server.console;

import habitue.server.console.view.Customer;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.Moment;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.Outcome;
import habitue.server.console.view.Refusals;
import habitue.server.console.view.Scope;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Today;
import habitue.server.console.view.Trust;
import habitue.server.console.view.Whom;
import habitue.server.next.Foretold;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the console reads and does. An id is an internal one, past or present; a joined one gives
 * its survivor. Empty means nobody has it. Identifiers, orders and cursors go by opaque keys, so
 * that no address of a page says anything about a person.
 */
public interface ConsoleData {
  Shop shop();

  Today today(Scope scope);

  /**
   * Calls the listener with each new moment of a store (null for all) until closed. It may be
   * called from any thread, many times a second; it never blocks.
   */
  Following follow(@Nullable String store, Consumer<Moment> listener);

  CustomerList customers(CustomerQuery query);

  /** Whom lists can be of by the playbook: stages, segments and tiers. */
  List<Whom.Named> filters(String language);

  /** What the playbook calls those whom a filter takes, in a language. */
  String named(Whom filter, String language);

  Optional<Customer> customer(String id);

  /** What they will likely order next. */
  Optional<Foretold> next(String id);

  /**
   * @param before the cursor of a page before, or null for the newest
   */
  Optional<Timeline> timeline(
      String id, Timeline.Filter filter, @Nullable String before, int limit);

  /** What each side would keep if this identifier were separated. */
  Optional<Sides> beforeSplit(String id, String identifierKey);

  /** Both sides as they are, and why they may be one person. */
  Optional<Sides> beforeJoin(String id, String otherId);

  Outcome split(String id, String identifierKey, String author);

  Outcome join(String id, String otherId, String reason, String author);

  DataPage data();

  /** How often a product was ordered, by its id or SKU. */
  Sold sold(String product);

  /**
   * How often something was ordered, before cancellations.
   *
   * @param pieces less those given back by name
   */
  record Sold(long customers, long orders, BigDecimal pieces) {}

  /** What people agreed to and asked for, in numbers. */
  Trust trust();

  /**
   * Who wants no marketing by any channel, the newest first.
   *
   * @param after the cursor of a page before, or null for the newest
   */
  Trust.Objectors objectors(@Nullable String after, int limit);

  /**
   * @param before the cursor of a page before, or null for the newest
   */
  Refusals refusals(@Nullable String before, int limit);

  NewSource.Answer addSource(NewSource source, String author);

  /** A subscription to what happens. */
  interface Following extends AutoCloseable {
    @Override
    void close();
  }
}
