package habitue.engine.identify;

import habitue.model.Identifier;
import habitue.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Who the person is.
 *
 * @param identifiers at most {@link #IDENTIFIERS}, in the order in which they were first heard
 * @param droppedIdentifiers how many fell out, least recently seen first
 * @param traits at most {@link #TRAITS} by name, removed ones included
 * @param ignoredTraits how many statements were too large, or new when there was no room
 * @param refusedTraits how many a browser made of what only a trusted source may change
 * @param knownSince when a strong or verified identifier was first carried; null before
 */
public record Profile(
    List<KnownIdentifier> identifiers,
    long droppedIdentifiers,
    SortedMap<String, Trait> traits,
    long ignoredTraits,
    long refusedTraits,
    @Nullable Instant knownSince) {
  /** The most identifiers kept. */
  public static final int IDENTIFIERS = 200;

  /** The most traits kept. */
  public static final int TRAITS = 256;

  /** The most bytes of a trait's value, packed. */
  public static final int TRAIT_BYTES = 1024;

  public static final Profile EMPTY = new Profile(List.of(), 0, new TreeMap<>(), 0, 0, null);

  public Profile {
    identifiers = List.copyOf(identifiers);
    traits = Collections.unmodifiableSortedMap(traits);
  }

  /** Without some traits. */
  public Profile without(BiPredicate<String, Value> some) {
    var left = new TreeMap<>(traits);
    left.entrySet().removeIf(each -> some.test(each.getKey(), each.getValue().value()));
    if (left.size() == traits.size()) {
      return this;
    }
    return new Profile(
        identifiers, droppedIdentifiers, left, ignoredTraits, refusedTraits, knownSince);
  }

  /** What is known of two who are one: all names, and of each trait what holds. */
  public Profile and(Profile later) {
    var names = new ArrayList<>(identifiers);
    for (KnownIdentifier fresh : later.identifiers) {
      int index = indexOf(fresh.identifier());
      if (index < 0) {
        names.add(fresh);
      } else {
        names.set(index, names.get(index).and(fresh));
      }
    }
    int over = Math.max(0, names.size() - IDENTIFIERS);
    var all = new TreeMap<>(traits);
    later.traits.forEach((name, fresh) ->
        all.merge(name, fresh, (old, said) -> TraitRules.wins(name, said, old) ? said : old));
    int ignored = Math.max(0, all.size() - TRAITS);
    for (int i = 0; i < ignored; i++) {
      all.pollLastEntry();
    }
    Instant known = later.knownSince;
    boolean first = known == null || (knownSince != null && knownSince.isBefore(known));
    return new Profile(
        names.subList(over, names.size()),
        droppedIdentifiers + later.droppedIdentifiers + over,
        all,
        ignoredTraits + later.ignoredTraits + ignored,
        refusedTraits + later.refusedTraits,
        first ? knownSince : known);
  }

  /** What is said under a name now; empty when never said or removed. */
  public Optional<Value> trait(String name) {
    return Optional.ofNullable(traits.get(name)).filter(Trait::present).map(Trait::value);
  }

  Optional<KnownIdentifier> known(Identifier identifier) {
    int index = indexOf(identifier);
    return index < 0 ? Optional.empty() : Optional.of(identifiers.get(index));
  }

  int indexOf(Identifier identifier) {
    for (int i = 0; i < identifiers.size(); i++) {
      if (identifiers.get(i).identifier().equals(identifier)) {
        return i;
      }
    }
    return -1;
  }

  Profile withIdentifiers(List<KnownIdentifier> fresh, long dropped) {
    return new Profile(
        fresh, droppedIdentifiers + dropped, traits, ignoredTraits, refusedTraits, knownSince);
  }

  Profile withKnownSince(Instant at) {
    return new Profile(identifiers, droppedIdentifiers, traits, ignoredTraits, refusedTraits, at);
  }
}
