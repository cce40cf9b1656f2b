package habitue.simulation.identity;

import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws histories of a small town, where everyone borrows everyone's telephone: few enough names
 * that they meet often, in every order.
 */
public final class Town {
  private static final List<IdentifierType> TYPES = List.of(IdentifierType.values());

  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String[] ACTS = {
    "Product Viewed",
    "Product Added",
    "Order Completed",
    "Order Completed",
    "Order Updated",
    "Order Refunded",
    "Email Opened",
    "Products Searched",
    "Consent Given",
    "Consent Withdrawn",
    "Unsubscribed"
  };

  private final RandomGenerator random;
  private final Map<IdentifierType, Integer> howMany;
  private final boolean handsOn;
  private int sightings;

  private Town(RandomGenerator random, Map<IdentifierType, Integer> howMany, boolean handsOn) {
    this.random = random;
    this.howMany = howMany;
    this.handsOn = handsOn;
  }

  /** Draws a town: mostly a handful of people, now and then a till that everyone pays at. */
  public static Town of(RandomGenerator random) {
    boolean till = random.nextInt(12) == 0;
    var howMany = new EnumMap<IdentifierType, Integer>(IdentifierType.class);
    for (IdentifierType type : IdentifierType.values()) {
      howMany.put(type, random.nextInt(5));
    }
    howMany.put(IdentifierType.USER_ID, till ? 1 : random.nextInt(5));
    howMany.put(IdentifierType.ANONYMOUS_ID, till ? 80 : 1 + random.nextInt(6));
    return new Town(random, howMany, random.nextInt(3) > 0);
  }

  public List<Deed> history(int length) {
    var deeds = new ArrayList<Deed>();
    for (int i = 0; i < length; i++) {
      deeds.add(deed());
    }
    return deeds;
  }

  private Deed deed() {
    int draw = random.nextInt(100);
    if (draw < 6 && sightings > 0) {
      return new Deed.Again(1 + random.nextInt(Math.min(sightings, 6)));
    }
    if (handsOn && draw < 14) {
      return new Deed.Joined(random.nextInt(1_000), random.nextInt(1_000));
    }
    if (handsOn && draw < 24) {
      return new Deed.Parted(random.nextInt(1_000), name(type()));
    }
    return new Deed.Seen(sighting());
  }

  private Sighting sighting() {
    Trust trust = random.nextInt(3) == 0 ? Trust.BROWSER : Trust.SERVER;
    boolean alias = random.nextInt(12) == 0;
    String previousId = alias ? name(eitherId()).value() : null;
    boolean history = trust == Trust.SERVER && random.nextInt(8) == 0;
    boolean vouched = random.nextInt(5) > 0;
    sightings++;
    return new Sighting(
        "m" + sightings,
        trust,
        names(alias, vouched && trust == Trust.SERVER),
        vouched,
        previousId,
        at(history, trust),
        history,
        ACTS[random.nextInt(ACTS.length)]);
  }

  /** At least one that everyone believes; at most one of a kind. */
  private List<Identifier> names(boolean alias, boolean believed) {
    Set<Identifier> names = new LinkedHashSet<>();
    boolean known = alias || !believed || random.nextInt(10) > 0;
    names.add(name(alias ? IdentifierType.USER_ID : known ? eitherId() : type()));
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      Identifier name = name(type());
      if (names.stream().noneMatch(each -> each.type() == name.type())) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private Instant at(boolean history, Trust trust) {
    if (history) {
      return NOON.minus(Duration.ofHours(random.nextInt(20_000)));
    }
    boolean late = trust == Trust.SERVER && random.nextInt(4) == 0;
    return NOON.minusSeconds(late ? random.nextInt(600_000) : random.nextInt(60));
  }

  private int count(IdentifierType type) {
    return howMany.getOrDefault(type, 0);
  }

  private IdentifierType eitherId() {
    boolean user = count(IdentifierType.USER_ID) > 0 && random.nextBoolean();
    return user ? IdentifierType.USER_ID : IdentifierType.ANONYMOUS_ID;
  }

  private IdentifierType type() {
    while (true) {
      IdentifierType type = TYPES.get(random.nextInt(TYPES.size()));
      if (count(type) > 0) {
        return type;
      }
    }
  }

  private Identifier name(IdentifierType type) {
    int number = random.nextInt(Math.max(1, count(type)));
    return switch (type) {
      case USER_ID -> new Identifier(type, "u" + number);
      case EMAIL -> new Identifier(type, "e" + number + "@example.com");
      case PHONE -> new Identifier(type, "+3361000000" + number);
      case CARD -> new Identifier(type, "c" + number);
      case ANONYMOUS_ID -> new Identifier(type, "a" + number);
      case DEVICE -> new Identifier(type, "d" + number);
      case ORDER_ID -> new Identifier(type, "o" + number, "uk");
    };
  }
}
