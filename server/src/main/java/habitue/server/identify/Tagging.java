package habitue.server.identify;

import habitue.engine.customer.CustomerState;
import habitue.engine.standing.Stands;
import habitue.engine.standing.TagCommands;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Plan;
import habitue.playbook.yaml.Nearest;
import habitue.server.audit.Action;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import habitue.store.feed.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets tags by hand, and takes them away: the one entrance, for the API and the console. */
@Component
public final class Tagging {
  private static final int LONGEST = 200;

  private final Store store;
  private final InstantSource clock;
  private final Consenting commands;

  public Tagging(Store store, InstantSource clock, Consenting commands) {
    this.store = store;
    this.clock = clock;
    this.commands = commands;
  }

  /** The tags of the playbook in force that are set by hand. */
  public List<Plan.Tag> known() {
    return store.context().playbook().plan().tags().stream().filter(Plan.Tag::byHand).toList();
  }

  /** What was set of someone by hand, as it is now. */
  public List<Stands.Tagged> of(CustomerId id) {
    Instant now = clock.instant();
    return store.reader().person(id).map(Person::state).stream()
        .flatMap(state -> state.stands(store.context(), now).byHand().stream())
        .toList();
  }

  /**
   * @param until an instant (RFC 3339), or a day whose end is meant, in the brand's time zone;
   *     blank for never
   * @param author a colleague's or a key's name
   */
  public Receipt.Accepted tag(
      CustomerId id, String name, String until, String reason, String author) {
    Plan.Tag tag = known(name);
    if (reason.length() > LONGEST) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "reason has at most 200 characters", "reason");
    }
    if (!store.context().playbook().sensitive().allows(reason, 0)) {
      throw new RefusedRequest(
          Code.SENSITIVE, "reason has a word that is not to be kept of people", "reason");
    }
    Fields details = Fields.of("tag", Value.of(name));
    Instant end = until.isBlank() ? null : end(until.strip());
    details = end == null ? details : details.with("until", end.toEpochMilli());
    allowed(id, tag);
    return ask(id, TagCommands.TAG, details.with("reason", reason), Action.TAGGED, author);
  }

  public Receipt.Accepted untag(CustomerId id, String name, String author) {
    Plan.Tag tag = known(name);
    allowed(id, tag);
    Fields details = Fields.of("tag", Value.of(name));
    return ask(id, TagCommands.UNTAG, details, Action.UNTAGGED, author);
  }

  private Receipt.Accepted ask(
      CustomerId id, String command, Fields details, Action action, String author) {
    Receipt.Accepted done =
        commands.ask(id, command, UUID.randomUUID().toString(), details, action, author);
    String code = done.outcome().text("code").orElse("");
    if (code.equals("child") || code.equals("restricted")) {
      throw refused(code);
    }
    return done;
  }

  private Plan.Tag known(String name) {
    Plan plan = store.context().playbook().plan();
    Plan.Tag tag = plan.byHand(name);
    if (tag == null) {
      List<String> names = known().stream().map(each -> each.named().name()).toList();
      String near = Nearest.to(name, names).map(each -> ": " + each + "?").orElse("");
      throw new RefusedRequest(
          Code.UNKNOWN_TAG, "the playbook has no tag of this name that is set by hand" + near);
    }
    return tag;
  }

  private Instant end(String until) {
    Instant end;
    try {
      end =
          until.length() > "2026-12-31".length()
              ? Instant.parse(until)
              : LocalDate.parse(until).plusDays(1).atStartOfDay(zone()).toInstant();
    } catch (DateTimeParseException broken) {
      throw new RefusedRequest(
          Code.BAD_TIME, "until is a time such as 2026-12-31T18:00:00Z, or a day", "until");
    }
    if (!end.isAfter(clock.instant())) {
      throw new RefusedRequest(Code.BAD_TIME, "until lies in the past", "until");
    }
    if (end.isAfter(clock.instant().plus(Duration.ofDays(36_500)))) {
      throw new RefusedRequest(
          Code.TIME_TOO_FAR_AHEAD, "until is at most 100 years ahead", "until");
    }
    return end;
  }

  private ZoneId zone() {
    return store.context().zone();
  }

  /** Before it is put on record: what is refused must not come true later. */
  private void allowed(CustomerId id, Plan.Tag tag) {
    @Nullable CustomerState state = store.reader().person(id).map(Person::state).orElse(null);
    if (state == null) {
      return;
    }
    if (state.consents().restriction() != null) {
      throw refused("restricted");
    }
    int purposes = tag.named().purposes();
    if ((state.consents().read() & purposes) != purposes) {
      throw refused("purpose");
    }
  }

  private static RefusedRequest refused(String why) {
    String detail =
        switch (why) {
          case "restricted" -> "their data is frozen at their request";
          case "child" -> "nothing is said of a child without a parent's agreement";
          default -> "they did not agree to what the tag is for";
        };
    return new RefusedRequest(Code.NOT_TAGGED, detail);
  }

  /** A tag as it was set; empty where it is not, or not yet. */
  public Optional<Stands.Tagged> find(CustomerId id, String name) {
    return of(id).stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
