package habitue.server.privacy;

import habitue.engine.trust.ConsentCommands;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.JournalRecord;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.console.words.Language;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Records what people allow and object to: the one entrance, for the API, the console and their own
 * page.
 */
@Component
public final class Consenting {
  private static final Set<String> DONE = Set.of("done", "asked");

  private final Intake intake;
  private final Audit audit;
  private final Store store;

  public Consenting(Intake intake, Audit audit, Store store) {
    this.intake = intake;
    this.audit = audit;
    this.store = store;
  }

  /**
   * Asks it, and puts on record what was done by it: nothing of what was refused, nor again of what
   * was asked again.
   *
   * @param command one of {@link habitue.engine.trust.ConsentCommands} or {@link
   *     habitue.engine.standing.TagCommands}
   * @param once asked again under it, nothing is done twice
   * @param author who says so: a key's name, or the customer's own page
   */
  public Receipt.Accepted ask(
      CustomerId customer,
      String command,
      String once,
      Fields details,
      Action action,
      String author) {
    var arrival = new Arrival.Command(customer, command, once, author, details);
    Receipt receipt = intake.accept(List.of(arrival)).getFirst();
    if (receipt instanceof Receipt.Refused(String code, String field, String message)) {
      throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
    }
    Receipt.Accepted accepted = same(arrival, receipt);
    Fields outcome = accepted.outcome();
    boolean later = outcome.text("status").filter("pending"::equals).isPresent();
    if (!accepted.again() && DONE.contains(outcome.text("code").orElse("done"))) {
      Fields how = later ? Fields.of("pending", Value.of(true)) : Fields.NONE;
      audit.record(author, action, customer.toString(), how);
    }
    return accepted;
  }

  /** What someone may switch, in a language; nothing of whom nothing is known. */
  public List<Choice> choices(CustomerId customer, Language language) {
    return store.reader().person(customer).stream()
        .flatMap(person ->
            Choice.of(person.state(), store.context(), store.suppressions(), language).stream())
        .toList();
  }

  /**
   * Switches what is not as it is to be, and puts only that on record.
   *
   * @param on the keys of all choices that are to be in use; the others are not to be
   * @param proof where one can look up that the person said so
   * @return how many were switched
   */
  public int choose(
      CustomerId customer, Set<String> on, Language language, String proof, String author) {
    List<Choice> changed =
        choices(customer, language).stream()
            .filter(choice -> choice.on() != on.contains(choice.key()))
            .toList();
    for (Choice choice : changed) {
      Fields details = choice.switched(proof);
      ask(customer, ConsentCommands.SAY, details, Action.CONSENT_CHANGED, author);
    }
    return changed.size();
  }

  /** Stops all marketing to someone, and profiling for it. */
  public void object(CustomerId customer, String proof, String author) {
    Fields details = Fields.of("to", Value.of("marketing")).with("proof", proof);
    ask(customer, ConsentCommands.OBJECT, details, Action.OBJECTION, author);
  }

  /** Freezes what is concluded of someone, or lifts it. */
  public void restrict(CustomerId customer, boolean restricted, String reason, String author) {
    Fields details = Fields.of("restricted", Value.of(restricted)).with("reason", reason);
    ask(customer, ConsentCommands.RESTRICT, details, Action.RESTRICTION, author);
  }

  private void ask(
      CustomerId customer, String command, Fields details, Action action, String author) {
    ask(customer, command, UUID.randomUUID().toString(), details, action, author);
  }

  /** What was asked of someone under a number; empty where it is no command of theirs. */
  public Optional<Body.Asked> asked(EntityId entity, long number) {
    return store
        .feed()
        .record(entity.slot(), number)
        .filter(record -> record.stamp().entity().equals(entity))
        .map(JournalRecord::body)
        .filter(Body.Asked.class::isInstance)
        .map(Body.Asked.class::cast);
  }

  /** A key stands for one request: what was done under it must be what is asked now. */
  private Receipt.Accepted same(Arrival.Command asked, Receipt receipt) {
    if (!(receipt instanceof Receipt.Accepted accepted)) {
      throw new IllegalStateException("a command is accepted or refused");
    }
    boolean another =
        asked(accepted.entity(), accepted.position())
            .filter(done ->
                !done.name().equals(asked.name()) || !done.details().equals(asked.details()))
            .isPresent();
    if (another) {
      throw new RefusedRequest(Code.KEY_REUSED, "the key was used for another request");
    }
    return accepted;
  }
}
