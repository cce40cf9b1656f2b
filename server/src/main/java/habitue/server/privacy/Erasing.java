package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Erases people who ask for it through the API or the console. Waits until no byte of the person is
 * left, or as long as is decent.
 */
@Component
public final class Erasing {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final Store store;
  private final Endings endings;
  private final Audit audit;

  public Erasing(Store store, Endings endings, Audit audit) {
    this.store = store;
    this.endings = endings;
    this.audit = audit;
  }

  /** How long the law has orders kept, as the playbook says; empty where it says nothing. */
  public Optional<Period> accounting() {
    return Optional.ofNullable(store.context().playbook().retention().accounting());
  }

  /**
   * What became of it.
   *
   * @param strands how many threads of records went
   * @param orders how many orders' amounts stay, without the person
   * @param finished false when it is decided and goes on: it will be finished whatever happens
   */
  public record Done(CustomerId customer, int strands, int orders, boolean finished) {}

  /**
   * @param author who asks: a user of the console, or a key's name
   */
  public Done erase(CustomerId customer, String author) {
    return switch (store.erase(customer, author).receipt()) {
      case Receipt.Refused(String code, String field, String message) ->
          throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
      case Receipt.Duplicate _ -> throw new RefusedRequest(Code.ERASED, "it was erased before");
      case Receipt.Accepted(long position, var id, Fields counts, boolean _) -> {
        audit.record(author, Action.ERASE, id.toString(), counts);
        boolean finished = endings.ended(position, PATIENCE);
        yield new Done(
            (CustomerId) id, number(counts, "strands"), number(counts, "orders"), finished);
      }
    };
  }

  private static int number(Fields counts, String name) {
    return counts.number(name).map(BigDecimal::intValue).orElse(0);
  }
}
