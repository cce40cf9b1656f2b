package habitue.server.me;

import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Strand;
import habitue.store.Reader;
import habitue.store.Store;
import habitue.store.door.LookUp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells whom a link or a session is for by now. It goes along when customers are joined. When a
 * part is told apart nobody can say which of the two the link was meant for: it opens neither.
 */
@Component
final class Whose {
  private final Reader reader;

  Whose(Store store) {
    this.reader = store.reader();
  }

  /** Whom it is for. */
  sealed interface Found {
    record Theirs(CustomerId customer, Set<Strand> strands) implements Found {}

    /** They were erased: nothing is held. */
    record Erased() implements Found {}

    /** They were told apart since, or never were. */
    record Unclear() implements Found {}
  }

  Found of(PageLink link) {
    Found found = of(link.customer());
    return found instanceof Found.Theirs(CustomerId id, _) && parted(id, link.minted())
        ? new Found.Unclear()
        : found;
  }

  Found of(PageSession session) {
    Found found = of(session.customer());
    return found instanceof Found.Theirs(_, Set<Strand> strands)
            && !strands.containsAll(session.strands())
        ? new Found.Unclear()
        : found;
  }

  private Found of(CustomerId asked) {
    CustomerId id = reader.resolve(asked).orElse(null);
    if (id == null) {
      return reader.identities().erased(asked) ? new Found.Erased() : new Found.Unclear();
    }
    Set<Strand> strands =
        reader.identities().strands(id).stream()
            .map(LookUp.StrandInfo::strand)
            .collect(Collectors.toCollection(HashSet::new));
    return new Found.Theirs(id, strands);
  }

  private boolean parted(CustomerId id, Instant since) {
    var parted = new AtomicBoolean();
    reader.past(
        id,
        record -> {
          if (record.body() instanceof Body.Regrouped regrouped
              && regrouped.change() == Body.Change.SPLIT
              && !record.stamp().recordedAt().isBefore(since)) {
            parted.set(true);
          }
        });
    return parted.get();
  }
}
