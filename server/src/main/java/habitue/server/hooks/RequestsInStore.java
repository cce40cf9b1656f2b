package habitue.server.hooks;

import habitue.model.EntityId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Collector;
import habitue.server.collect.KnownSource;
import habitue.server.privacy.DataRequests;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.util.List;

/**
 * Carries requests out. An erasure is decided, and so will be finished whatever happens, before the
 * shop is answered. A copy is for the brand to hand over: the request is noted with the person as
 * {@code Data Requested}, and stays on the list until the copy is made. Of strangers nothing is
 * noted, since nothing is held.
 */
public final class RequestsInStore implements PersonRequests {
  private final Store store;
  private final Collector collector;
  private final Audit audit;
  private final DataRequests requests;

  public RequestsInStore(Store store, Collector collector, Audit audit, DataRequests requests) {
    this.requests = requests;
    this.store = store;
    this.collector = collector;
    this.audit = audit;
  }

  @Override
  public void take(KnownSource source, Kind kind, List<Identifier> who, String reference) {
    List<Identifier> known =
        who.stream()
            .map(each -> ofStore(each, source))
            .filter(each -> store.reader().resolve(each).isPresent())
            .toList();
    switch (kind) {
      case ERASE -> known.forEach(each -> erase(each, source.source().name()));
      case EXPORT -> known.stream().limit(1).forEach(each -> note(source, each, reference));
    }
  }

  /** Names that led to a person just erased lead nowhere any more. */
  private void erase(Identifier identifier, String author) {
    store
        .reader()
        .resolve(identifier)
        .ifPresent(customer -> {
          switch (store.erase(customer, author).receipt()) {
            case Receipt.Accepted(long _, EntityId id, Fields counts) ->
                audit.record(author, Action.ERASE, id.toString(), counts);
            case Receipt.Duplicate _ -> {}
            case Receipt.Refused(String code, String field, String message) ->
                throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
          }
        });
  }

  /** Order numbers count within the source's store. */
  private static Identifier ofStore(Identifier identifier, KnownSource source) {
    return identifier.type() == IdentifierType.ORDER_ID
        ? new Identifier(IdentifierType.ORDER_ID, identifier.value(), source.source().store())
        : identifier;
  }

  private void note(KnownSource source, Identifier who, String reference) {
    String author = source.source().name();
    store
        .reader()
        .resolve(who)
        .ifPresent(customer -> {
          requests.asked(customer, author);
          audit.record(author, Action.DATA_REQUESTED, customer.toString());
        });
    var properties = new Saying().put("reference", reference);
    var message = new Saying().put("type", "track").put("event", "Data Requested");
    switch (who.type()) {
      case USER_ID -> message.put("userId", who.value());
      case ORDER_ID -> properties.put("order_id", who.value());
      case EMAIL, PHONE, CARD, ANONYMOUS_ID, DEVICE -> {}
    }
    message.put("properties", properties.done()).put("context", external(who));
    collector.documents(source, "hooks request", List.of(message.done()));
  }

  private static Fields external(Identifier who) {
    Fields id =
        Fields.of("id", Value.of(who.value()))
            .with("type", who.type().wireName())
            .with("verified", Value.of(true));
    return Fields.of("externalIds", new Value.Many(List.of(id)));
  }
}
