package habitue.server.api;

import habitue.engine.trust.ConsentCommands;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Suppressed;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.privacy.Consenting;
import habitue.server.wire.Code;
import habitue.server.wire.Later;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a customer allows. Asked again under the same key, nothing is done twice. */
@RestController
@RequestMapping("/api/customers/{ref}")
final class ConsentController {
  private static final Set<String> STATES = Set.of("asked", "given", "confirmed", "withdrawn");

  private final Finder finder;
  private final Consenting consenting;
  private final Audit audit;
  private final Store store;
  private final Suppressed suppressed;

  ConsentController(Finder finder, Consenting consenting, Audit audit, Store store) {
    this.finder = finder;
    this.consenting = consenting;
    this.audit = audit;
    this.store = store;
    this.suppressed = store.suppressions();
  }

  @GetMapping("/consents")
  @Operation(summary = "What a customer agreed to, and by what they can be reached")
  ConsentsAnswer consents(@PathVariable("ref") String ref, Principal who) {
    CustomerId id = finder.find(ref);
    audit.viewed(who.getName(), id);
    return answer(id);
  }

  record NewConsent(
      @Nullable String purpose,
      @Nullable String channel,
      @Nullable String state,
      @Nullable String basis,
      @Nullable String wording,
      @Nullable String proof) {}

  @PostMapping("/consents")
  @Operation(summary = "Record a consent asked for, given, confirmed or withdrawn")
  ResponseEntity<ConsentsAnswer> say(
      @PathVariable("ref") String ref,
      @RequestBody NewConsent asked,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    String state = Said.text(asked.state(), "state");
    if (!STATES.contains(state)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "state is asked, given, confirmed or withdrawn", "state");
    }
    Fields details =
        Fields.of("state", Value.of(state))
            .with("purpose", purpose(asked))
            .with("channel", channel(asked))
            .with("basis", Said.optional(asked.basis(), "basis"))
            .with("wording", wording(asked))
            .with("proof", Said.optional(asked.proof(), "proof"));
    return done(ref, ConsentCommands.SAY, key, details, Action.CONSENT_CHANGED, who);
  }

  private String purpose(NewConsent asked) {
    String purpose = Said.optional(asked.purpose(), "purpose");
    boolean known =
        purpose.equals(Consents.MARKETING)
            || purpose.equals(Purpose.PARENTAL)
            || store.context().playbook().purposes().bit(purpose) != 0;
    boolean named = purpose.isEmpty() ? !channel(asked).isEmpty() : known;
    boolean marketing = purpose.equals(Consents.MARKETING);
    if (!named || marketing && channel(asked).isEmpty()) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "a purpose of the playbook or a channel is needed", "purpose");
    }
    if (!purpose.isEmpty() && !marketing && !channel(asked).isEmpty()) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "only marketing is agreed to by channel", "channel");
    }
    return purpose;
  }

  private static String channel(NewConsent asked) {
    String channel = Said.optional(asked.channel(), "channel");
    if (!channel.isEmpty() && Channel.named(channel).isEmpty()) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "channel is email, sms, push, phone or post", "channel");
    }
    return channel;
  }

  private String wording(NewConsent asked) {
    String wording = Said.optional(asked.wording(), "wording");
    if (!wording.isEmpty()
        && !store.context().playbook().purposes().wordings().containsKey(wording)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "the playbook has no wording of this version", "wording");
    }
    return wording;
  }

  record Objection(@Nullable String to) {}

  @PostMapping("/objections")
  @Operation(summary = "Stop marketing, and profiling with it, or profiling alone")
  ResponseEntity<ConsentsAnswer> object(
      @PathVariable("ref") String ref,
      @RequestBody Objection asked,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    String to = Said.text(asked.to(), "to");
    if (!to.equals("marketing") && !to.equals("profiling")) {
      throw new RefusedRequest(Code.BAD_REQUEST, "to is marketing or profiling", "to");
    }
    Fields details = Fields.of("to", Value.of(to));
    return done(ref, ConsentCommands.OBJECT, key, details, Action.OBJECTION, who);
  }

  record Restriction(@Nullable Boolean restricted, @Nullable String reason) {}

  @PostMapping("/restriction")
  @Operation(summary = "Freeze what is concluded of a customer, or lift it")
  ResponseEntity<ConsentsAnswer> restrict(
      @PathVariable("ref") String ref,
      @RequestBody Restriction asked,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    Boolean restricted = asked.restricted();
    if (restricted == null) {
      throw new RefusedRequest(Code.MISSING_FIELD, "restricted is needed", "restricted");
    }
    Fields details =
        Fields.of("restricted", Value.of(restricted.booleanValue()))
            .with("reason", Said.optional(asked.reason(), "reason"));
    return done(ref, ConsentCommands.RESTRICT, key, details, Action.RESTRICTION, who);
  }

  private ResponseEntity<ConsentsAnswer> done(
      String ref,
      String command,
      @Nullable String key,
      Fields details,
      Action action,
      Principal who) {
    CustomerId id = finder.find(ref);
    Receipt.Accepted accepted =
        consenting.ask(id, command, Said.once(key), details, action, who.getName());
    ConsentsAnswer answer = answer(finder.find(id.toString()));
    if (!Later.is(accepted)) {
      return ResponseEntity.ok(answer);
    }
    URI place = Later.place(id, accepted);
    return ResponseEntity.accepted().location(place).body(answer.pending(place.toString()));
  }

  record Command(String number, String command, String status) {}

  @GetMapping("/commands/{number}")
  @Operation(summary = "Whether what was asked of a customer is done, or still pending")
  Command command(@PathVariable("ref") String ref, @PathVariable("number") long number) {
    Body.Asked asked =
        consenting
            .asked(finder.find(ref), number)
            .orElseThrow(() ->
                new RefusedRequest(Code.UNKNOWN_COMMAND, "this number is no command of theirs"));
    String status = store.outcome(number).isPresent() ? "done" : "pending";
    return new Command(Long.toString(number), asked.name(), status);
  }

  private ConsentsAnswer answer(CustomerId id) {
    return ConsentsAnswer.of(finder.person(id).state(), store.context(), suppressed);
  }
}
