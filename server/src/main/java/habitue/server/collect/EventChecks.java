package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every event must satisfy, whoever sends it. Each check answers the first fault or null. */
final class EventChecks {
  static final Duration FARTHEST_AHEAD = Duration.ofHours(24);
  private static final Instant FARTHEST_BACK = Instant.EPOCH;
  private static final Instant LAST_YEAR = Instant.parse("9999-12-31T00:00:00Z");

  private static final Set<String> TYPES =
      Set.of("track", "identify", "page", "screen", "group", "alias");
  private static final List<String> TEXTS =
      List.of(
          "type",
          "event",
          "name",
          "category",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "messageId",
          "timestamp",
          "originalTimestamp",
          "sentAt");
  private static final List<String> OBJECTS =
      List.of("properties", "traits", "context", "integrations");
  private static final int LONGEST_IDENTIFIER = 512;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TIME = 64;

  private EventChecks() {}

  static @Nullable Fault check(Fields message, Instant receivedAt) {
    Fault fault = shape(message);
    fault = fault != null ? fault : parts(message);
    fault = fault != null ? fault : identifiers(message);
    fault = fault != null ? fault : times(message, receivedAt);
    return fault != null ? fault : CommerceChecks.check(message);
  }

  private static @Nullable Fault shape(Fields message) {
    for (String name : TEXTS) {
      Fault fault = text(message, name);
      if (fault != null) {
        return fault;
      }
    }
    for (String name : OBJECTS) {
      Value value = message.values().get(name);
      if (value != null && !(value instanceof Fields) && !(value instanceof Value.Nothing)) {
        return Fault.of(Code.WRONG_TYPE, name, name + " is an object");
      }
    }
    return externalIds(message.fields("context"));
  }

  private static @Nullable Fault text(Fields message, String name) {
    return switch (message.values().get(name)) {
      case Value.Text(String text) when text.length() > longest(name) ->
          Fault.of(
              Code.TEXT_TOO_LONG, name, name + " has at most " + longest(name) + " characters");
      case Value.Flag _, Value.Many _, Fields _ ->
          Fault.of(Code.WRONG_TYPE, name, name + " is a text");
      case null, default -> null;
    };
  }

  private static int longest(String name) {
    return switch (name) {
      case "userId", "anonymousId", "previousId", "groupId" -> LONGEST_IDENTIFIER;
      case "timestamp", "originalTimestamp", "sentAt" -> LONGEST_TIME;
      default -> LONGEST_NAME;
    };
  }

  private static @Nullable Fault externalIds(Fields context) {
    int index = 0;
    for (Value each : context.list("externalIds")) {
      String field = "context.externalIds." + index++;
      if (!(each instanceof Fields id) || id.text("id").isEmpty() || id.text("type").isEmpty()) {
        return Fault.of(Code.WRONG_TYPE, field, "an external id is an object with id and type");
      }
      if (id.text("id").orElseThrow().length() > LONGEST_IDENTIFIER) {
        return Fault.of(Code.TEXT_TOO_LONG, field + ".id", "an id has at most 512 characters");
      }
    }
    return null;
  }

  private static @Nullable Fault parts(Fields message) {
    String type = message.text("type").orElse("").toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      String types = "type is one of track, identify, page, screen, group, alias";
      return Fault.of(Code.UNKNOWN_TYPE, "type", types);
    }
    return switch (type) {
      case "track" -> needed(message, "event");
      case "group" -> needed(message, "groupId");
      case "alias" -> {
        Fault fault = needed(message, "previousId");
        yield fault != null ? fault : needed(message, "userId");
      }
      default -> null;
    };
  }

  private static @Nullable Fault needed(Fields message, String name) {
    return message.text(name).isPresent()
        ? null
        : Fault.of(Code.MISSING_FIELD, name, name + " is needed");
  }

  private static @Nullable Fault identifiers(Fields message) {
    boolean named =
        message.text("userId").isPresent()
            || message.text("anonymousId").isPresent()
            || !message.fields("context").list("externalIds").isEmpty()
            || CommerceChecks.namesOrder(message);
    String needed = "a userId, an anonymousId, context.externalIds or an order's id is needed";
    return named ? null : Fault.of(Code.NO_IDENTIFIER, "userId", needed);
  }

  private static @Nullable Fault times(Fields message, Instant receivedAt) {
    for (String name : List.of("timestamp", "originalTimestamp", "sentAt")) {
      Fault fault = time(message, name);
      if (fault != null) {
        return fault;
      }
    }
    return message
        .text("timestamp")
        .filter(_ -> at(message, receivedAt).isAfter(receivedAt.plus(FARTHEST_AHEAD)))
        .map(_ -> ahead("timestamp"))
        .orElse(null);
  }

  private static @Nullable Fault time(Fields message, String name) {
    String text = message.text(name).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    Instant time = Times.parse(text);
    if (time == null) {
      return Fault.of(Code.BAD_TIME, name, name + " is a time such as 2026-01-31T12:00:00Z");
    }
    if (time.isBefore(FARTHEST_BACK)) {
      return Fault.of(Code.TIME_TOO_EARLY, name, name + " lies before 1970");
    }
    return time.isAfter(LAST_YEAR) ? ahead(name) : null;
  }

  private static Fault ahead(String name) {
    return Fault.of(Code.TIME_TOO_FAR_AHEAD, name, name + " lies more than 24 hours ahead");
  }

  /** When it happened by our clock: the client's clock may be off, its differences are not. */
  private static Instant at(Fields message, Instant receivedAt) {
    Instant said = message.text("timestamp").map(Times::parse).orElse(receivedAt);
    return message
        .text("sentAt")
        .map(Times::parse)
        .map(sentAt -> receivedAt.minus(Duration.between(said, sentAt)))
        .orElse(said);
  }
}
