package habitue.server.sieve;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.playbook.traffic.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every message goes through before it is written down. What it takes out is in no journal, no
 * backup and no log; how much it took out is counted.
 */
public final class Sieve {
  /** The parts of a context from which addresses and agents are taken. */
  private static final List<String> DROPPED = List.of("ip", "userAgent", "userAgentData", "marked");

  private final Supplier<Traffic> traffic;
  private final Places places;
  private final Counts counts;
  private volatile Rules rules;

  /** What a brand's rules come to, made once for each version of them. */
  private record Rules(
      Traffic traffic, Parts parts, Crawlers crawlers, Rates rates, Set<Network> own) {
    static Rules of(Traffic traffic) {
      return new Rules(
          traffic,
          new Parts(new Urls(traffic.parameters())),
          Crawlers.with(traffic.agents()),
          new Rates(traffic.eventsAMinute()),
          traffic.networks().stream()
              .map(Network::parse)
              .filter(Objects::nonNull)
              .collect(Collectors.toUnmodifiableSet()));
    }

    boolean isOwn(Network address) {
      return own.stream().anyMatch(network -> address.masked(network.bits()).equals(network));
    }
  }

  public Sieve(Traffic traffic, Places places, Counts counts) {
    this(() -> traffic, places, counts);
  }

  /**
   * @param traffic the rules in force
   */
  public Sieve(Supplier<Traffic> traffic, Places places, Counts counts) {
    this.traffic = traffic;
    this.places = places;
    this.counts = counts;
    this.rules = Rules.of(traffic.get());
  }

  @SuppressWarnings("ReferenceEquality") // The same object is the same version.
  private Rules rules() {
    Traffic inForce = traffic.get();
    Rules made = rules;
    if (made.traffic != inForce) {
      made = Rules.of(inForce);
      rules = made;
    }
    return made;
  }

  /** A text of a message without what looks personal in it. */
  public String plain(String text) {
    return Personal.cut(text, false, true, _ -> {});
  }

  /** Sifts a message of history, which has no sender and no rate. */
  public Sifted past(Source source, Fields message, Instant now) {
    return sift(source, message, Sender.UNSEEN, now, false);
  }

  public Sifted live(Source source, Fields message, Sender sender, Instant now) {
    return sift(source, message, sender, now, true);
  }

  private Sifted sift(Source source, Fields message, Sender sender, Instant now, boolean live) {
    Rules inForce = rules();
    Consumer<Cut> count = cut -> counts.add(source.number(), cut, now);
    boolean browser = source.trust() == Trust.BROWSER;
    Fields context = message.fields("context");
    String agent = Agent.small(context.text("userAgent").orElse(browser ? sender.agent() : ""));
    Network address = address(context.text("ip").orElse(browser ? sender.address() : ""));
    String marked = marked(inForce, agent, address, message, browser && live, now);
    Fields kept = inForce.parts.cut(message, !browser, count);
    kept = context(kept, agent, address, count);
    Reality reality = marked == null ? ofContents(inForce, kept, browser) : ofSender(marked);
    if (reality != Reality.REAL) {
      Fields why = kept.fields("context").with("marked", marked == null ? "rules" : marked);
      kept = kept.with("context", why);
      count.accept(cut(reality));
    }
    return new Sifted(kept, reality);
  }

  /** What only the moment of arrival can tell: the program, the network, the pace; or null. */
  private static @Nullable String marked(
      Rules rules,
      String agent,
      @Nullable Network address,
      Fields message,
      boolean paced,
      Instant now) {
    if (!agent.isEmpty() && rules.crawlers.include(agent)) {
      return "agent";
    }
    if (address != null && rules.isOwn(address)) {
      return "network";
    }
    String visitor = paced ? message.text("anonymousId").orElse("") : "";
    return !visitor.isEmpty() && rules.rates.exceeded(visitor, now) ? "rate" : null;
  }

  private static Reality ofSender(String marked) {
    return marked.equals("network") ? Reality.INTERNAL : Reality.BOT;
  }

  private static Reality ofContents(Rules rules, Fields message, boolean browser) {
    return rules.traffic.of(Event.of(message), !browser);
  }

  private static Cut cut(Reality reality) {
    return switch (reality) {
      case BOT -> Cut.BOT;
      case INTERNAL -> Cut.INTERNAL;
      case TEST, REAL -> Cut.TEST;
    };
  }

  private Fields context(
      Fields message, String agent, @Nullable Network address, Consumer<Cut> count) {
    Fields context = message.fields("context");
    Fields left = context;
    for (String name : DROPPED) {
      left = left.without(name);
    }
    if (context.value("ip").isPresent()) {
      count.accept(Cut.ADDRESS);
    }
    Fields place = address == null || places.isEmpty() ? null : places.find(address);
    left = place == null ? left : left.with("place", place);
    left = agent.isEmpty() ? left : left.with("agent", Agent.family(agent));
    boolean same = left.equals(context);
    return same ? message : message.with("context", left);
  }

  private static @Nullable Network address(String text) {
    boolean fits = !text.isEmpty() && text.length() <= 45 && text.indexOf('/') < 0;
    return fits ? Network.parse(text) : null;
  }
}
