package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.referral.Referred;
import habitue.server.sieve.Sender;
import habitue.server.sieve.Sieve;
import habitue.server.sieve.Sifted;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.Quarantine;
import habitue.store.door.Arrival;
import habitue.store.door.DoorClosed;
import habitue.store.door.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes drafts to the door. Each is completed (with what its batch says for all), checked, named
 * and filed; those that fail a check, or the door's own, are listed and kept in quarantine.
 */
public final class Collector {
  private static final int MOST_QUARANTINED = 100;

  private final Intake intake;
  private final Quarantine quarantine;
  private final BrowserChecks browserChecks;
  private final Sieve sieve;
  private final Referred referred;
  private final Unnamed unnamed;
  private final CollectMeters meters;
  private final InstantSource clock;

  public Collector(
      Intake intake,
      Quarantine quarantine,
      KnownPeople people,
      Sieve sieve,
      Referred referred,
      Unnamed unnamed,
      CollectMeters meters,
      InstantSource clock) {
    this.intake = intake;
    this.quarantine = quarantine;
    this.browserChecks = new BrowserChecks(people);
    this.sieve = sieve;
    this.referred = referred;
    this.unnamed = unnamed;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * What became of a list of events.
   *
   * @param taken how many were filed now or before, or counted without being known
   */
  public record Outcome(int taken, List<Rejected> rejected) {}

  /** An event that was refused, by its place in the list. */
  public record Rejected(int index, Fault fault) {
    /** As an answer lists it. */
    public Fields line() {
      return Fields.of("index", Value.of(index))
          .with("code", fault.code())
          .with("field", fault.field())
          .with("message", fault.message());
    }
  }

  /**
   * Takes what a webhook's document came to.
   *
   * @param call what the quarantine says of where it came from, such as a topic
   */
  public Outcome documents(KnownSource source, String call, List<Fields> messages) {
    List<Draft> drafts = messages.stream().map(message -> new Draft(message, null)).toList();
    String prefix = source.source().name() + " " + call + " ";
    var body = new Body(Fields.NONE, drafts);
    return take(Call.BATCH, source, body, Sender.UNSEEN, index -> prefix + index);
  }

  /** Takes a batch whose sender was proven by a signature over these very bytes. */
  public Outcome batch(KnownSource source, byte[] json) {
    try {
      return take(Call.BATCH, source, MessageReader.batch(json), Sender.UNSEEN);
    } catch (RefusedRequest refused) {
      keepWhole(source, refused.problem(), Call.BATCH);
      throw refused;
    }
  }

  /** Reads a webhook's document; keeps a note of one that cannot be read. */
  public Fields document(KnownSource source, String call, byte[] json) {
    try {
      return MessageReader.document(json);
    } catch (RefusedRequest refused) {
      unfit(source, call, Fault.of(refused.problem()), Fields.NONE);
      throw refused;
    }
  }

  /** Keeps the shape of a document that nothing could be made of. */
  public void unfit(KnownSource source, String call, Fault fault, Fields document) {
    String where = source.source().name() + " " + call;
    quarantine.add(List.of(note(clock.instant(), where, fault, Redaction.of(document))));
  }

  /** Takes a body's events. */
  Outcome take(Call call, KnownSource source, Body body, Sender sender) {
    String prefix = source.source().name() + " " + call.path() + " ";
    return take(call, source, body, sender, index -> prefix + index);
  }

  private Outcome take(
      Call call, KnownSource source, Body body, Sender sender, IntFunction<String> place) {
    Instant receivedAt = clock.instant();
    List<Rejected> rejected = new ArrayList<>();
    List<Arrival> arrivals = new ArrayList<>(body.drafts().size());
    List<Integer> indexes = new ArrayList<>(body.drafts().size());
    for (int i = 0; i < body.drafts().size(); i++) {
      Draft draft = body.drafts().get(i);
      Fields message = complete(call, body, draft.message());
      Fault fault = draft.fault() != null ? draft.fault() : check(source, message, receivedAt);
      if (fault != null && counts(call, source, message, fault)) {
        unnamed.count(source, message, sender, receivedAt);
      } else if (fault != null) {
        rejected.add(new Rejected(i, fault));
      } else {
        arrivals.add(arrival(call, source, message, sender, receivedAt));
        indexes.add(i);
      }
    }
    file(arrivals, indexes, rejected);
    keep(body, rejected, place, receivedAt);
    meters.count(body.drafts().size() - rejected.size(), rejected);
    return new Outcome(body.drafts().size() - rejected.size(), List.copyOf(rejected));
  }

  private boolean counts(Call call, KnownSource source, Fields message, Fault fault) {
    boolean nobody = fault.code().equals(Code.NO_IDENTIFIER.wireName());
    return nobody && !call.history() && unnamed.fits(source, message);
  }

  private void file(List<Arrival> arrivals, List<Integer> indexes, List<Rejected> rejected) {
    if (arrivals.isEmpty()) {
      return;
    }
    List<Receipt> receipts = accept(arrivals);
    for (int i = 0; i < receipts.size(); i++) {
      if (receipts.get(i) instanceof Receipt.Refused(String code, String field, String message)) {
        rejected.add(new Rejected(indexes.get(i), new Fault(code, field, message)));
      }
    }
  }

  private List<Receipt> accept(List<Arrival> arrivals) {
    try {
      return intake.accept(arrivals);
    } catch (DoorClosed closed) {
      Code code = Code.named(closed.code()).orElse(Code.UNAVAILABLE);
      throw new RefusedRequest(code, "nothing was taken; send it again");
    }
  }

  private void keep(Body body, List<Rejected> rejected, IntFunction<String> place, Instant at) {
    if (rejected.isEmpty()) {
      return;
    }
    int kept = Math.min(rejected.size(), MOST_QUARANTINED);
    var notes = new ArrayList<Quarantine.Note>(kept);
    for (Rejected each : rejected.subList(0, kept)) {
      Fields message = body.drafts().get(each.index()).message().without("writeKey");
      notes.add(note(at, place.apply(each.index()), each.fault(), Redaction.of(message)));
    }
    quarantine.add(notes, rejected.size() - kept);
  }

  /** Notes a body of which nothing could be read. */
  void keepWhole(KnownSource source, Problem problem, Call call) {
    if (problem.code().status() < 500 && problem.code() != Code.BUSY) {
      unfit(source, call.path(), Fault.of(problem), Fields.NONE);
    }
  }

  private static Quarantine.Note note(Instant at, String where, Fault fault, Fields excerpt) {
    return new Quarantine.Note(at, where, fault.code(), fault.field(), fault.message(), excerpt);
  }

  private @Nullable Fault check(KnownSource source, Fields message, Instant receivedAt) {
    Fault fault = MessageForm.check(source.source(), message, receivedAt);
    boolean browser = source.source().trust() == Trust.BROWSER;
    return fault != null || !browser ? fault : browserChecks.check(source, message);
  }

  private Arrival.EventArrival arrival(
      Call call, KnownSource source, Fields message, Sender sender, Instant receivedAt) {
    boolean browser = source.source().trust() == Trust.BROWSER;
    boolean historical = message.fields("context").flag("historical").orElse(false);
    Fields filed =
        MessageForm.filed(source.source(), browser ? BrowserClaims.without(message) : message);
    Fields whole = referred.read(filed);
    boolean history = call.history() || historical;
    Sifted sifted =
        history
            ? sieve.past(source.source(), whole, receivedAt)
            : sieve.live(source.source(), whole, sender, receivedAt);
    return new Arrival.EventArrival(
        source.source(),
        sifted.message(),
        receivedAt,
        message.text("sentAt").map(Times::parse).orElse(null),
        history,
        sifted.reality(),
        browser ? browserChecks.proof(source, message) : Arrival.Proof.PROVEN);
  }

  /** The message with its type set, its key gone, and what its batch says for all. */
  private static Fields complete(Call call, Body body, Fields message) {
    Fields received = MessageForm.received(message, call.type());
    if (!call.batch()) {
      return received;
    }
    var whole = new LinkedHashMap<>(received.values());
    around(whole, body.around());
    return new Fields(whole);
  }

  private static void around(Map<String, Value> message, Fields around) {
    for (String name : List.of("context", "integrations")) {
      if (around.values().get(name) instanceof Fields shared) {
        Value own = message.get(name);
        if (own == null || own instanceof Value.Nothing) {
          message.put(name, shared);
        } else if (own instanceof Fields fields) {
          var merged = new LinkedHashMap<>(shared.values());
          merged.putAll(fields.values());
          message.put(name, new Fields(merged));
        }
      }
    }
    Value sentAt = around.values().get("sentAt");
    if (sentAt != null) {
      message.putIfAbsent("sentAt", sentAt);
    }
  }
}
