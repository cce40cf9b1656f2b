package habitue.server.hooks;

import habitue.engine.identify.KnownIdentifier;
import habitue.model.CustomerId;
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
import habitue.server.privacy.Doubts;
import habitue.server.privacy.Right;
import habitue.server.privacy.WhoSays;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.door.Receipt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries requests out. An erasure is decided, and so will be finished whatever happens, before the
 * shop is answered. A copy is for the brand to hand over: the request is noted with the person as
 * {@code Data Requested}, and stays on the list until the copy is made. Of strangers nothing is
 * noted, since nothing is held.
 */
public final class RequestsInStore implements PersonRequests {
  private static final Set<IdentifierType> ADDRESSES =
      Set.of(IdentifierType.EMAIL, IdentifierType.PHONE);

  private final Store store;
  private final Collector collector;
  private final Audit audit;
  private final DataRequests requests;
  private final WhoSays whoSays;
  private final Doubts doubts;

  public RequestsInStore(
      Store store,
      Collector collector,
      Audit audit,
      DataRequests requests,
      WhoSays whoSays,
      Doubts doubts) {
    this.whoSays = whoSays;
    this.doubts = doubts;
    this.requests = requests;
    this.store = store;
    this.collector = collector;
    this.audit = audit;
  }

  @Override
  public void take(KnownSource source, Right right, List<Identifier> who, String reference) {
    List<Identifier> known =
        who.stream()
            .map(each -> ofStore(each, source))
            .filter(each -> store.reader().resolve(each).isPresent())
            .toList();
    switch (right) {
      case ERASE -> known.forEach(each -> erase(each, source.source().name()));
      case EXPORT -> known.stream().limit(1).forEach(each -> note(source, each, reference));
    }
    if (right == Right.ERASE || known.isEmpty()) {
      said(right, who, known.isEmpty(), source.source().name());
    }
  }

  /**
   * Of addresses that nobody vouched for, the one person who says them is meant, where nobody else
   * is; of several, or beside someone else, a colleague decides.
   */
  private void said(Right right, List<Identifier> who, boolean nobodyElse, String author) {
    Set<CustomerId> candidates = new LinkedHashSet<>();
    who.stream()
        .filter(each -> ADDRESSES.contains(each.type()))
        .forEach(each -> candidates.addAll(whoSays.of(each)));
    if (nobodyElse && candidates.size() == 1 && fits(candidates.iterator().next(), who)) {
      CustomerId meant = candidates.iterator().next();
      switch (right) {
        case ERASE -> erase(meant, author);
        case EXPORT -> asked(meant, author);
      }
      return;
    }
    for (CustomerId each : candidates) {
      if (doubts.add(right, each, author)) {
        audit.record(author, doubted(right), each.toString());
      }
    }
  }

  private static Action doubted(Right right) {
    return switch (right) {
      case ERASE -> Action.ERASE_DOUBTED;
      case EXPORT -> Action.DATA_DOUBTED;
    };
  }

  private void asked(CustomerId customer, String author) {
    requests.asked(customer, author);
    audit.record(author, Action.DATA_REQUESTED, customer.toString());
  }

  /** Whether nothing that the request says of the person is otherwise known of them. */
  private boolean fits(CustomerId candidate, List<Identifier> who) {
    Map<IdentifierType, Set<String>> known =
        store.reader().person(candidate).stream()
            .flatMap(person -> person.state().profile().identifiers().stream())
            .map(KnownIdentifier::identifier)
            .collect(
                Collectors.groupingBy(
                    Identifier::type, Collectors.mapping(Identifier::value, Collectors.toSet())));
    return who.stream()
        .filter(each -> each.type() != IdentifierType.ORDER_ID)
        .allMatch(each ->
            Optional.ofNullable(known.get(each.type()))
                .filter(values -> !values.contains(each.value()))
                .isEmpty());
  }

  /** Names that led to a person just erased lead nowhere any more. */
  private void erase(Identifier identifier, String author) {
    store.reader().resolve(identifier).ifPresent(customer -> erase(customer, author));
  }

  private void erase(CustomerId customer, String author) {
    switch (store.erase(customer, author).receipt()) {
      case Receipt.Accepted(long _, EntityId id, Fields counts, boolean _) ->
          audit.record(author, Action.ERASE, id.toString(), counts);
      case Receipt.Duplicate _ -> {}
      case Receipt.Refused(String code, String field, String message) ->
          throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
    }
  }

  /** Order numbers count within the source's store. */
  private static Identifier ofStore(Identifier identifier, KnownSource source) {
    return identifier.type() == IdentifierType.ORDER_ID
        ? new Identifier(IdentifierType.ORDER_ID, identifier.value(), source.source().store())
        : identifier;
  }

  private void note(KnownSource source, Identifier who, String reference) {
    store.reader().resolve(who).ifPresent(customer -> asked(customer, source.source().name()));
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
