package habitue.server.collect;

import habitue.engine.standing.Answering;
import habitue.engine.trust.ConsentStep;
import habitue.model.Consent;
import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.security.Hashes;
import habitue.server.wire.Code;
import habitue.store.door.Arrival;
import habitue.store.door.Names;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's key may not say. The key is public, so whatever comes with it may come from
 * anyone; {@code context.signature}, made by the shop's server, proves the userId and nothing else.
 */
final class BrowserChecks {
  /** First words of events that only the shop itself can know of. */
  private static final Set<String> SHOPS =
      Set.of(
          "order",
          "orders",
          "payment",
          "refund",
          "return",
          "delivery",
          "shipment",
          "points",
          "reward",
          "gift",
          "tier",
          "subscription");

  /** Last words of events that a visitor causes by looking and clicking. */
  private static final Set<String> VISITORS =
      Set.of("viewed", "clicked", "entered", "opened", "shown", "started");

  /** Events that give consent, by their words. */
  private static final Set<List<String>> GRANTS =
      ConsentStep.GRANTS.stream().map(BrowserChecks::words).collect(Collectors.toUnmodifiableSet());

  private static final List<String> BANNER = words(ConsentStep.BANNER_ANSWERED);

  private static final List<String> ANSWER = words(Answering.EVENT);

  private final KnownPeople people;

  BrowserChecks(KnownPeople people) {
    this.people = people;
  }

  @Nullable Fault check(KnownSource source, Fields message) {
    Fields context = message.fields("context");
    if (context.flag("historical").orElse(false)) {
      return Fault.of(Code.HISTORY_NOT_ALLOWED, "context.historical", "history needs a server key");
    }
    if (message.text("userId").isEmpty() && message.text("anonymousId").isEmpty()) {
      return Fault.of(
          Code.NO_IDENTIFIER, "anonymousId", "a browser's event has an anonymousId or a userId");
    }
    Fault fault = signed(message) ? signature(source, message) : unsigned(source, message);
    fault = fault != null ? fault : malformed(message);
    fault = fault != null ? fault : verified(context);
    return fault != null ? fault : alias(message);
  }

  /** What a message proves that passed the checks. */
  Arrival.Proof proof(KnownSource source, Fields message) {
    if (signed(message)) {
      return Arrival.Proof.PROVEN;
    }
    boolean word = grants(message) || !KnownPeople.Address.of(message).isEmpty();
    boolean news = word && known(source, message).filter(KnownPeople.Contact::proven).isEmpty();
    return news ? Arrival.Proof.UNPROVEN_WORD : Arrival.Proof.UNPROVEN;
  }

  private static boolean signed(Fields message) {
    return message.fields("context").text("signature").isPresent();
  }

  private static @Nullable Fault signature(KnownSource source, Fields message) {
    String said = message.fields("context").text("signature").orElse("");
    String userId = message.text("userId").orElse("");
    boolean right =
        !userId.isEmpty()
            && !source.signingSecret().isEmpty()
            && Hashes.same(Hashes.hmac(source.signingSecret(), userId), said);
    String wanted = "the signature is the HMAC-SHA256 of the userId, in hex";
    return right ? null : Fault.of(Code.BAD_SIGNATURE, "context.signature", wanted);
  }

  private @Nullable Fault unsigned(KnownSource source, Fields message) {
    String event = message.text("event").orElse("");
    if (isTrack(message) && isShops(event)) {
      return Fault.of(Code.SIGNATURE_NEEDED, "event", "such an event needs context.signature");
    }
    boolean grants = grants(message);
    List<KnownPeople.Address> addresses = KnownPeople.Address.of(message);
    if (!grants && addresses.isEmpty() && births(message).isEmpty() && !answers(message)) {
      return null;
    }
    return known(source, message)
        .map(contact -> changes(contact, message, addresses, grants))
        .orElse(null);
  }

  private static boolean answers(Fields message) {
    return isTrack(message) && words(message.text("event").orElse("")).equals(ANSWER);
  }

  /** The traits of a message that tell a date of birth, by where they stand. */
  private Map<String, Value> births(Fields message) {
    var said = new LinkedHashMap<String, Value>();
    for (String place : List.of("traits", "context.traits")) {
      Fields traits =
          place.equals("traits")
              ? message.fields("traits")
              : message.fields("context").fields("traits");
      for (String name : people.births()) {
        Value value = traits.values().get(name);
        if (value != null) {
          said.put(place + "." + name, value);
        }
      }
    }
    return said;
  }

  private @Nullable Fault changes(
      KnownPeople.Contact contact,
      Fields message,
      List<KnownPeople.Address> addresses,
      boolean grants) {
    if (grants) {
      return Fault.of(
          Code.SIGNATURE_NEEDED, "event", "a known person's consent needs context.signature");
    }
    String question = message.fields("properties").text("question").orElse("");
    if (answers(message) && contact.closed().contains(question)) {
      return Fault.of(
          Code.SIGNATURE_NEEDED,
          "properties.question",
          "this was not asked of a known person: to answer it needs context.signature");
    }
    Fault address = address(contact, addresses);
    return address == null ? born(contact, births(message)) : address;
  }

  private static @Nullable Fault address(
      KnownPeople.Contact contact, List<KnownPeople.Address> addresses) {
    return addresses.stream()
        .filter(contact::refuses)
        .findFirst()
        .map(said ->
            Fault.of(
                Code.CHANGES_KNOWN_CONTACT,
                said.field(),
                "a known person's " + said.kind() + " is said or changed by context.signature"))
        .orElse(null);
  }

  /** A date of birth says whether someone is a child: of whom nothing is kept. */
  private static @Nullable Fault born(KnownPeople.Contact contact, Map<String, Value> births) {
    return births.entrySet().stream()
        .filter(each -> !each.getValue().equals(contact.born(each.getKey())))
        .findFirst()
        .map(each ->
            Fault.of(
                Code.SIGNATURE_NEEDED,
                each.getKey(),
                "to say when a known person was born needs context.signature"))
        .orElse(null);
  }

  private static @Nullable Fault malformed(Fields message) {
    return KnownPeople.Address.of(message).stream()
        .filter(said -> !said.fits())
        .findFirst()
        .map(said -> Fault.of(Code.WRONG_TYPE, said.field(), said.kind() + " is a text"))
        .orElse(null);
  }

  /** Whom the door would file it under, if they are known: of a userId nothing else counts. */
  private Optional<KnownPeople.Contact> known(KnownSource source, Fields message) {
    List<Identifier> names = Names.of(Event.of(message), source.source());
    boolean user = message.text("userId").isPresent();
    return names.stream()
        .filter(name -> !user || name.type() == IdentifierType.USER_ID)
        .flatMap(name -> people.find(name).stream())
        .findFirst();
  }

  private static @Nullable Fault verified(Fields context) {
    int index = 0;
    for (Value each : context.list("externalIds")) {
      String field = "context.externalIds." + index++ + ".verified";
      if (each instanceof Fields id
          && id.values().get("verified") instanceof Value.Flag(boolean v)
          && v) {
        return Fault.of(Code.SIGNATURE_NEEDED, field, "a browser verifies no identifier");
      }
    }
    return null;
  }

  /** A browser may give its own anonymous past a userId, not one userId to another. */
  private @Nullable Fault alias(Fields message) {
    boolean ofUser =
        message.text("type").orElse("").equals("alias")
            && message
                .text("previousId")
                .flatMap(id -> people.find(new Identifier(IdentifierType.USER_ID, id)))
                .isPresent();
    return ofUser
        ? Fault.of(Code.SIGNATURE_NEEDED, "previousId", "only a server joins two userIds")
        : null;
  }

  private static boolean isTrack(Fields message) {
    return message.text("type").orElse("").equals("track");
  }

  /** A banner's answer gives nothing where it only refuses. */
  private static boolean grants(Fields message) {
    List<String> event = words(message.text("event").orElse(""));
    boolean answer =
        event.equals(BANNER)
            && Consent.of(message.fields("context")).categories().containsValue(true);
    return isTrack(message) && (answer || GRANTS.contains(event));
  }

  /** Whether an event is one that only the shop itself can know of. */
  static boolean isShops(String event) {
    List<String> words = words(event);
    return !words.isEmpty()
        && SHOPS.contains(words.getFirst())
        && !VISITORS.contains(words.getLast());
  }

  /** The words of an event's name, in small letters: OrderCompleted and order_completed too. */
  private static List<String> words(String event) {
    String spaced = event.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
    return Arrays.stream(spaced.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
