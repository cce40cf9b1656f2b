package habitue.server.loyalty;

import habitue.model.CustomerId;
import habitue.playbook.plan.Programme.Ladder;
import habitue.store.Survey;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who would be in a higher tier by a draft, and who in a lower one. */
public final class Climbing {
  private static final Comparator<Step> BY_NAME =
      Comparator.comparing(step -> step.customer().toString());

  private final @Nullable Ladder now;
  private final @Nullable Ladder then;
  private final Examples<Step> rising = new Examples<>(BY_NAME);
  private final Examples<Step> falling = new Examples<>(BY_NAME);
  private long up;
  private long down;

  Climbing(@Nullable Ladder now, @Nullable Ladder then) {
    this.now = now;
    this.then = then;
  }

  /** Empty for no tier. */
  public record Step(CustomerId customer, String from, String to) {}

  /**
   * @param rising some of those who would be in a higher tier
   * @param falling some of those who would be in a lower one
   */
  public record Climbed(long up, long down, List<Step> rising, List<Step> falling) {
    public Climbed {
      rising = List.copyOf(rising);
      falling = List.copyOf(falling);
    }
  }

  void add(CustomerId customer, String from, String to) {
    int turn = from.equals(to) ? 0 : Integer.compare(place(to), place(from));
    if (turn > 0) {
      up++;
      rising.add(new Step(customer, from, to));
    } else if (turn < 0) {
      down++;
      falling.add(new Step(customer, from, to));
    }
  }

  /** Every tier by its rank in the draft; those that it does not know come after. */
  List<String> tiers() {
    return Stream.of(then, now)
        .filter(Objects::nonNull)
        .flatMap(ladder -> ladder.tiers().stream())
        .map(tier -> tier.named().name())
        .distinct()
        .toList();
  }

  /** As the draft ranks them; one that it does not know, as it is ranked now. */
  private int place(String tier) {
    int place = then == null ? -1 : then.place(tier);
    return place >= 0 || now == null ? place : now.place(tier);
  }

  Climbed climbed(Survey.Seen seen) {
    return new Climbed(seen.of(up), seen.of(down), rising.all(), falling.all());
  }
}
