package habitue.engine.standing;

import habitue.engine.Lists;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import habitue.playbook.plan.Talk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What someone is asked, and what they answered.
 *
 * @param live whether anything came from them since they can be asked: of history nothing is
 * @param wanted whether each question's condition holds, in the order of the playbook; only of
 *     those that no event opens
 * @param open at most as many as the playbook allows
 * @param settled what was answered, or lapsed, the last {@link #SETTLED}; it steers until it ends
 */
public record Asking(boolean live, List<Held> wanted, List<Open> open, List<Settled> settled) {
  /** The most answers kept. */
  public static final int SETTLED = 64;

  /** The most events held back until one answer. */
  public static final int KEPT = 8;

  /** The most bytes of an event that is held back; a larger one is never learnt from. */
  static final int KEPT_BYTES = 4_096;

  public static final Asking NONE = new Asking(false, List.of(), List.of(), List.of());

  /**
   * A question that waits for its answer.
   *
   * @param about what it is about; empty for nothing
   * @param until when it lapses, in milliseconds since 1970
   * @param again whether it follows up an unclear answer
   * @param odds how unusual it was; null where that was not asked
   * @param kept what is held back until it is answered
   * @param more how much else was held back, and will not be learnt from
   */
  public record Open(
      String question,
      String about,
      long at,
      long until,
      boolean again,
      @Nullable Odds odds,
      List<Kept> kept,
      long more) {
    public Open {
      kept = List.copyOf(kept);
    }

    boolean asks(String name, String thing) {
      return question.equals(name) && about.equals(thing);
    }

    Open keeping(@Nullable Kept event) {
      return event == null || kept.size() == KEPT
          ? new Open(question, about, at, until, again, odds, kept, more + 1)
          : new Open(question, about, at, until, again, odds, Lists.plus(kept, event), more);
    }

    Open oncemore(long now, long lapses) {
      return new Open(question, about, now, now + lapses, true, odds, kept, more);
    }
  }

  /**
   * Why something was unusual.
   *
   * @param seen how many of their acts had it
   * @param total of all their acts
   * @param usual the share of everyone's acts that have it
   */
  public record Odds(long seen, long total, double usual) {}

  /**
   * An event held back, as much of it as something could be learnt from.
   *
   * @param at when it happened, in milliseconds since 1970
   * @param readable the purposes it may be read for, as bits
   */
  public record Kept(
      long at,
      long now,
      long position,
      int readable,
      String store,
      String channel,
      Message message) {}

  /** An event as its bytes: it is written with each change of what is asked, and seldom read. */
  public static final class Message {
    private final byte[] packed;

    private Message(byte[] packed) {
      this.packed = packed;
    }

    static Message of(Fields message) {
      var to = new Packer();
      ValueCodec.writeFields(message, to);
      return new Message(to.bytes());
    }

    static Message of(byte[] packed) {
      return new Message(packed);
    }

    public Fields fields() {
      return ValueCodec.readFields(new Unpacker(packed));
    }

    int size() {
      return packed.length;
    }

    void write(Packer to) {
      to.block(packed);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Message message && Arrays.equals(packed, message.packed);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(packed);
    }

    /** Not what it says: that is someone's. */
    @Override
    public String toString() {
      return packed.length + " bytes";
    }
  }

  /**
   * A question that waits no longer.
   *
   * @param answer empty where it lapsed
   * @param until when it is forgotten, and may be asked again
   */
  public record Settled(String question, String about, String answer, long at, long until) {
    boolean answers(String name, String thing) {
      return question.equals(name) && about.equals(thing);
    }

    public boolean lapsed() {
      return answer.isEmpty();
    }
  }

  public Asking {
    wanted = List.copyOf(wanted);
    open = List.copyOf(open);
    settled = List.copyOf(settled);
  }

  /** When something ends with nothing happening. */
  long until() {
    long until = Long.MAX_VALUE;
    for (Held held : wanted) {
      until = Math.min(until, held.until());
    }
    for (Open each : open) {
      until = Math.min(until, each.until());
    }
    for (Settled each : settled) {
      until = Math.min(until, each.until());
    }
    return until;
  }

  Optional<Open> open(String question, String about) {
    for (Open each : open) {
      if (each.asks(question, about)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  Optional<Settled> settled(String question, String about) {
    for (Settled each : settled) {
      if (each.answers(question, about)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether they were asked a question about something, whatever became of it. */
  public boolean asked(String question, String about) {
    return open(question, about).isPresent() || settled(question, about).isPresent();
  }

  /** What they were asked about and did not say is for themselves: nothing is concluded of it. */
  public Set<String> heldBack(Talk talk) {
    Stream<String> waiting =
        open.stream().filter(each -> opens(talk, each.question)).map(Open::about);
    Stream<String> unlearnt =
        settled.stream()
            .filter(each -> opens(talk, each.question) && !learnt(talk, each))
            .map(Settled::about);
    return Stream.concat(waiting, unlearnt)
        .filter(about -> !about.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean opens(Talk talk, String name) {
    return talk.question(name).filter(question -> !question.on().isEmpty()).isPresent();
  }

  private static boolean learnt(Talk talk, Settled settled) {
    return talk.question(settled.question)
        .filter(question -> Answering.learns(question, settled.answer))
        .isPresent();
  }

  /**
   * Whether an answer that still holds says that a moment is not so.
   *
   * @param moment by its tag
   */
  boolean denies(Talk talk, String moment) {
    return settled.stream()
        .anyMatch(each ->
            talk.question(each.question)
                .flatMap(question -> question.choice(each.answer))
                .filter(choice -> moment.equals(choice.denies()))
                .isPresent());
  }

  /** Of someone who can be asked from now on. */
  Asking lively() {
    return live ? this : new Asking(true, wanted, open, settled);
  }

  Asking wanting(List<Held> fresh) {
    return new Asking(live, fresh, open, settled);
  }

  Asking opening(Open fresh) {
    return new Asking(live, wanted, Lists.plus(open, fresh), settled);
  }

  Asking with(Open fresh) {
    List<Open> all =
        open.stream().map(each -> each.asks(fresh.question, fresh.about) ? fresh : each).toList();
    return new Asking(live, wanted, all, settled);
  }

  /** Waiting for it no longer. */
  Asking without(Open gone) {
    return new Asking(live, wanted, left(open, each -> each.equals(gone)), settled);
  }

  /** Waiting for it no longer: it was answered, or lapsed. */
  Asking settling(Settled fresh) {
    List<Settled> others = left(settled, each -> each.answers(fresh.question, fresh.about));
    return new Asking(
        live,
        wanted,
        left(open, each -> each.asks(fresh.question, fresh.about)),
        Lists.last(Lists.plus(others, fresh), SETTLED));
  }

  /** Without the answers that hold no longer. */
  Asking forgetting(long now) {
    return settled.isEmpty() || settled.stream().noneMatch(each -> each.until <= now)
        ? this
        : new Asking(live, wanted, open, left(settled, each -> each.until <= now));
  }

  /** What two were asked who are one. */
  public Asking and(Asking later) {
    List<Settled> all =
        Stream.concat(
                settled.stream().filter(each -> later.settled(each.question, each.about).isEmpty()),
                later.settled.stream())
            .toList();
    return new Asking(live || later.live, later.wanted, later.open, Lists.last(all, SETTLED));
  }

  private static <T> List<T> left(List<T> all, Predicate<T> gone) {
    return all.stream().filter(each -> !gone.test(each)).toList();
  }
}
