package habitue.server.catalogue;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.catalogue.Step.Change;
import habitue.server.catalogue.Step.Kind;
import habitue.store.products.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells versions by what each says otherwise than the one before. */
final class Histories {
  private static final int LONGEST = 80;

  private Histories() {}

  /** The newest first. */
  static List<Step> of(List<Version> versions, Instant now) {
    var steps = new ArrayList<Step>();
    Version before = null;
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      boolean overruled =
          i + 1 < versions.size() && versions.get(i + 1).since().equals(version.since());
      Fields old = before == null ? Fields.NONE : before.document();
      List<Change> changes = before == null ? List.of() : changes(old, version.document());
      Kind kind = overruled ? Kind.OVERRULED : kind(before, version, now);
      steps.addFirst(new Step(version.since(), version.stated(), kind, changes));
      before = overruled ? before : version;
    }
    return steps;
  }

  private static Kind kind(@Nullable Version before, Version version, Instant now) {
    if (version.since().isAfter(now.plusMillis(1))) {
      return Kind.LATER;
    }
    if (before == null) {
      return Kind.FIRST;
    }
    if (before.discontinued() == version.discontinued()) {
      return Kind.CHANGED;
    }
    return version.discontinued() ? Kind.GONE : Kind.BACK;
  }

  private static List<Change> changes(Fields before, Fields after) {
    var names = new TreeSet<>(before.values().keySet());
    names.addAll(after.values().keySet());
    return names.stream()
        .filter(name -> !before.value(name).equals(after.value(name)))
        .map(name -> new Change(name, text(before, name), text(after, name)))
        .toList();
  }

  private static String text(Fields fields, String name) {
    String text = fields.value(name).map(Histories::text).orElse("");
    return text.length() > LONGEST ? text.substring(0, LONGEST).strip() + "…" : text;
  }

  /** Any value as people read it. */
  static String text(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Decimal(BigDecimal number) -> number.toPlainString();
      case Value.Flag(boolean flag) -> Boolean.toString(flag);
      case Value.Nothing() -> "";
      case Value.Many(List<Value> many) ->
          many.stream().map(Histories::text).collect(Collectors.joining(", "));
      case Fields fields ->
          fields.values().entrySet().stream()
              .map(each -> each.getKey() + " " + text(each.getValue()))
              .collect(Collectors.joining(", "));
    };
  }
}
