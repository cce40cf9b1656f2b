package habitue.engine.identify;

import habitue.engine.Findings;
import habitue.engine.Happening;
import habitue.engine.Lists;
import habitue.engine.identify.Identifiers.Carried;
import habitue.model.EventKind;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;
import habitue.model.Value;
import habitue.playbook.trust.Sensitive;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Folds what an event says of the person into the profile. */
public final class ProfileStep {
  private static final String RULE = "identify.profile";

  private ProfileStep() {}

  /**
   * Folds what was said of the person, then the names they go by. The same profile when the event
   * says nothing new.
   */
  public static Profile step(Profile profile, Happening happening, Findings findings) {
    return named(profile, told(profile, happening), happening, findings);
  }

  /**
   * Folds the names they go by.
   *
   * @param before without what the event says of them
   * @param told with it
   */
  public static Profile named(
      Profile before, Profile told, Happening happening, Findings findings) {
    Profile named = told;
    for (Carried carried : Identifiers.of(happening.event(), happening.trusted())) {
      named = named(named, before, carried, happening);
      named = known(named, carried, happening, findings);
    }
    return named;
  }

  /** Before the traits changed: a browser may not put another address beside a known one. */
  private static Profile named(
      Profile profile, Profile before, Carried carried, Happening happening) {
    Identifier identifier = carried.identifier();
    int index = profile.indexOf(identifier);
    if (index >= 0) {
      return seenAgain(profile, index, carried.vouched(), happening.at());
    }
    return !happening.trusted() && contradicts(before, identifier)
        ? profile
        : claimed(profile, carried, happening);
  }

  private static boolean contradicts(Profile before, Identifier identifier) {
    boolean address = identifier.type().strength() == Strength.MEDIUM;
    return address && before.traits().containsKey(identifier.type().wireName());
  }

  private static Profile seenAgain(Profile profile, int index, boolean vouched, Instant at) {
    KnownIdentifier old = profile.identifiers().get(index);
    LocalDate day = day(at);
    boolean news = vouched && !old.verified();
    if (!news && !day.isAfter(old.lastDay()) && !at.isBefore(old.firstSeen())) {
      return profile;
    }
    var fresh =
        new KnownIdentifier(
            old.identifier(),
            old.verified() || vouched,
            at.isBefore(old.firstSeen()) ? at : old.firstSeen(),
            day.isAfter(old.lastDay()) ? day : old.lastDay(),
            old.source());
    return profile.withIdentifiers(Lists.replaced(profile.identifiers(), index, fresh), 0);
  }

  private static Profile claimed(Profile profile, Carried carried, Happening happening) {
    var fresh =
        new KnownIdentifier(
            carried.identifier(),
            carried.vouched(),
            happening.at(),
            day(happening.at()),
            happening.source().number());
    List<KnownIdentifier> all = Lists.plus(profile.identifiers(), fresh);
    return all.size() <= Profile.IDENTIFIERS
        ? profile.withIdentifiers(all, 0)
        : profile.withIdentifiers(Lists.without(all, leastRecent(all)), 1);
  }

  private static int leastRecent(List<KnownIdentifier> all) {
    return IntStream.range(0, all.size())
        .boxed()
        .min(
            Comparator.comparing((Integer i) -> all.get(i).lastDay())
                .thenComparing(i -> all.get(i).firstSeen()))
        .orElseThrow();
  }

  /** Dates out of a calendar's range cannot come: the door refuses them. */
  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static Profile known(
      Profile profile, Carried carried, Happening happening, Findings findings) {
    IdentifierType type = carried.identifier().type();
    boolean names =
        type.strength() == Strength.STRONG
            || (carried.vouched() && type.strength() == Strength.MEDIUM);
    if (profile.knownSince() != null || !names) {
      return profile;
    }
    Fields details = Fields.of("identifier_type", Value.of(type.wireName()));
    Fields words = Fields.of("key", Value.of("identify.known")).with("type", type.wireName());
    findings.add("Became Known", happening, RULE, words, details);
    return profile.withKnownSince(happening.at());
  }

  /** Folds what was said of the person. */
  public static Profile told(Profile profile, Happening happening) {
    Fields said = said(happening);
    return said.isEmpty() ? profile : new Telling(profile, happening).tell(said);
  }

  /** A group call speaks of the person's company, and of their role in it. */
  private static Fields said(Happening happening) {
    Fields traits = happening.event().traits();
    if (happening.event().kind() != EventKind.GROUP) {
      return traits;
    }
    Fields message = happening.event().message();
    Fields group = message.fields("traits");
    Fields company = message.text("groupId").map(id -> group.with("id", id)).orElse(group);
    Fields all = company.isEmpty() ? traits : traits.with("company", company.without("role"));
    return group.value("role").map(role -> all.with("role", role)).orElse(all);
  }

  /** One event's statements, gathered before the profile is made anew. */
  private static final class Telling {
    private final Profile before;
    private final Happening happening;
    private final TreeMap<String, Trait> traits;
    private final Sensitive sensitive;
    private final boolean said;
    private long ignored;
    private long refused;

    Telling(Profile before, Happening happening) {
      this.before = before;
      this.happening = happening;
      this.said = TraitRules.ownWord(happening.event());
      this.sensitive = happening.context().playbook().sensitive();
      this.traits = new TreeMap<>(before.traits());
    }

    Profile tell(Fields said) {
      said.values().forEach(this::tell);
      return new Profile(
          before.identifiers(),
          before.droppedIdentifiers(),
          traits,
          before.ignoredTraits() + ignored,
          before.refusedTraits() + refused,
          before.knownSince());
    }

    private void tell(String name, Value value) {
      Trait old = traits.get(name);
      boolean full = old == null && traits.size() == Profile.TRAITS;
      if (!sensitive.allowsTrait(name, happening.readable())) {
        return;
      }
      if (full || !TraitRules.fits(name, value) || !plausible(name, value)) {
        ignored++;
      } else {
        boolean harmless = sensitive.allows(name, value, happening.readable());
        tell(name, trait(harmless ? value : Value.NOTHING), old);
      }
    }

    private boolean plausible(String name, Value value) {
      LocalDate today = LocalDate.ofInstant(happening.now(), happening.context().zone());
      return !(value instanceof Value.Text(String text))
          || sensitive.children().plausible(name, text, today);
    }

    private void tell(String name, Trait fresh, @Nullable Trait old) {
      if (old == null || TraitRules.wins(name, fresh, old)) {
        traits.put(name, fresh);
      } else if (!fresh.trust().trusted() && !fresh.value().equals(old.value())) {
        refused += TraitRules.guarded(name) ? 1 : 0;
      }
    }

    private Trait trait(Value value) {
      return new Trait(
          value,
          happening.at(),
          happening.now(),
          happening.source().number(),
          happening.source().trust(),
          happening.position(),
          said);
    }
  }
}
