package habitue.engine;

import habitue.model.Because;
import habitue.model.Fact;
import habitue.model.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers the facts of one step, in the order in which they were concluded. */
public final class Findings {
  private final int version;
  private final boolean traced;
  private List<Fact> facts = List.of();

  /**
   * @param version of the behaviour, for every because
   */
  public Findings(int version) {
    this(version, false);
  }

  /**
   * @param traced whether what no one is told is found too: what each point was earned by
   */
  public Findings(int version, boolean traced) {
    this.version = version;
    this.traced = traced;
  }

  public boolean traced() {
    return traced;
  }

  /** A fact caused by an event, true from when that happened. */
  public void add(String name, Happening cause, String rule, Fields words, Fields details) {
    add(name, cause.at(), cause, rule, words, details);
  }

  /** A fact caused by an event, true from an instant of its own. */
  public void add(
      String name, Instant at, Happening cause, String rule, Fields words, Fields details) {
    var because = new Because(cause.position(), cause.event().name(), rule, version, words);
    add(new Fact(name, at, cause.now(), details, because));
  }

  /** A fact that time alone brought about: known at the very instant it became true. */
  public void timed(
      String name,
      Instant at,
      Instant due,
      String timer,
      String rule,
      Fields words,
      Fields details) {
    add(new Fact(name, at, due, details, new Because(0, timer, rule, version, words)));
  }

  public void add(Fact fact) {
    if (facts.isEmpty()) {
      facts = new ArrayList<>(4);
    }
    facts.add(fact);
  }

  public int version() {
    return version;
  }

  public List<Fact> facts() {
    return facts;
  }
}
