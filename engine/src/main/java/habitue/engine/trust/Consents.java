package habitue.engine.trust;

import habitue.engine.Lists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the person agreed to, and what follows for reading their records. Folded from all of their
 * records, whatever those may be read for.
 *
 * @param agreements one for each question ever answered; as many as the playbook has questions
 * @param read the purposes that some record was read for, or was agreed to be by a command
 * @param restriction while it stands nothing is concluded
 * @param ofAge when they come of age; null where no date of birth is known
 * @param grown whether they are known to be of age by now
 */
public record Consents(
    List<Agreement> agreements,
    int read,
    @Nullable Restriction restriction,
    @Nullable Instant ofAge,
    boolean grown) {
  /** The question whether marketing may come on a channel. */
  public static final String MARKETING = "marketing";

  public static final Consents NONE = new Consents(List.of(), 0, null, null, true);

  public Consents {
    agreements = List.copyOf(agreements);
  }

  /**
   * Nothing is to be done with the person's data until they say so.
   *
   * @param position the record it came with
   */
  public record Restriction(long position, Instant at, String author, String reason) {}

  /** What was said of a purpose, or of a channel. */
  public Optional<Agreement> find(String purpose, String channel) {
    int index = indexOf(purpose, channel);
    return index < 0 ? Optional.empty() : Optional.of(agreements.get(index));
  }

  /** When the person is woken to be of age. */
  public Optional<Instant> wakeAt() {
    return grown ? Optional.empty() : Optional.ofNullable(ofAge);
  }

  Consents said(String purpose, String channel, Statement statement) {
    int index = indexOf(purpose, channel);
    if (index < 0) {
      return with(Lists.plus(agreements, Agreement.first(purpose, channel, statement)));
    }
    Agreement old = agreements.get(index);
    Agreement fresh = old.then(statement);
    return fresh.equals(old) ? this : with(Lists.replaced(agreements, index, fresh));
  }

  private int indexOf(String purpose, String channel) {
    for (int i = 0; i < agreements.size(); i++) {
      if (agreements.get(i).about(purpose, channel)) {
        return i;
      }
    }
    return -1;
  }

  private Consents with(List<Agreement> fresh) {
    return new Consents(fresh, read, restriction, ofAge, grown);
  }

  /** With some record read for these purposes. */
  public Consents reading(int purposes) {
    int all = read | purposes;
    return all == read ? this : new Consents(agreements, all, restriction, ofAge, grown);
  }

  /** The purposes that some record was read for, and none before, as bits. */
  public int opened(Consents before) {
    return read & ~before.read;
  }

  /** The answers alone: no record is read any more, and nothing tells a date of birth. */
  public Consents reduced() {
    return new Consents(agreements, 0, restriction, null, true);
  }

  /** With no record read for these purposes. */
  public Consents notReading(int purposes) {
    int left = read & ~purposes;
    return left == read ? this : new Consents(agreements, left, restriction, ofAge, grown);
  }

  /** What two people who are one agreed to; of a question both answered, every refusal counts. */
  public Consents and(Consents later) {
    List<Agreement> all = new ArrayList<>(agreements);
    for (Agreement fresh : later.agreements) {
      int index = indexOf(fresh.purpose(), fresh.channel());
      if (index < 0) {
        all.add(fresh);
      } else {
        all.set(index, all.get(index).and(fresh));
      }
    }
    boolean child = later.ofAge != null;
    return new Consents(
        all,
        read | later.read,
        later.restriction == null ? restriction : later.restriction,
        child ? later.ofAge : ofAge,
        child ? later.grown : grown);
  }

  Consents restricted(@Nullable Restriction fresh) {
    return new Consents(agreements, read, fresh, ofAge, grown);
  }

  Consents of(@Nullable Instant age, boolean isGrown) {
    return new Consents(agreements, read, restriction, age, isGrown);
  }
}
