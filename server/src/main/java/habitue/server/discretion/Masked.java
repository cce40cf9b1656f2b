package habitue.server.discretion;

import habitue.engine.standing.Stands;
import habitue.server.console.view.Customer;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.Identity;
import habitue.server.console.view.Moment;
import habitue.server.console.view.Order;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Reachable;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Suggestion;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Today;
import habitue.server.console.view.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pages show, made anew without contact details. */
final class Masked {
  private final Mask mask;

  Masked(Mask mask) {
    this.mask = mask;
  }

  Today today(Today today) {
    return new Today(
        today.scope(),
        today.attention(),
        today.figures(),
        today.revenue(),
        today.newest().stream().map(this::moment).toList());
  }

  CustomerList list(CustomerList list) {
    return new CustomerList(
        list.count(),
        list.known(),
        list.loyal(),
        list.rows().stream().map(this::row).toList(),
        list.next());
  }

  private CustomerList.Row row(CustomerList.Row row) {
    return new CustomerList.Row(
        person(row.person()),
        mask.text(row.country()),
        row.orders(),
        row.ordered(),
        row.firstSeen(),
        row.lastOrder(),
        mask.text(row.match()),
        row.points(),
        row.tier());
  }

  Trust.Objectors objectors(Trust.Objectors objectors) {
    return new Trust.Objectors(
        objectors.people().stream()
            .map(each ->
                new Trust.Objector(
                    person(each.person()), each.since(), mask.text(each.by()), each.objects()))
            .toList(),
        objectors.next());
  }

  Customer customer(Customer customer) {
    return new Customer(
        person(customer.person()),
        mask.text(customer.country()),
        customer.firstSeen(),
        customer.lastSeen(),
        customer.lastContact(),
        customer.asOf(),
        customer.condition(),
        customer.totals(),
        customer.orders().stream().map(this::order).toList(),
        customer.cart(),
        customer.interests(),
        identity(customer.identity()),
        reach(customer.reach()),
        customer.visitCount(),
        customer.visits().stream().map(this::visit).toList(),
        customer.suggestions().stream().map(this::suggestion).toList(),
        stands(customer.stands()),
        customer.held(),
        customer.asked().stream().map(it -> it.saying(mask::text)).toList());
  }

  /** Reasons are written by hand, and so may name anything. */
  private Stands stands(Stands stands) {
    return stands.saying(
        stands.byHand().stream()
            .map(tagged -> tagged.because(mask.text(tagged.reason())))
            .toList());
  }

  private Order order(Order order) {
    return new Order(
        order.key(),
        mask.text(order.number()),
        order.store(),
        order.channel(),
        order.at(),
        order.status(),
        order.total(),
        order.said(),
        order.refunded(),
        order.extras(),
        order.lineCount(),
        order.lines(),
        order.returns().stream().map(this::back).toList());
  }

  private Order.Return back(Order.Return back) {
    return new Order.Return(
        back.at(),
        mask.text(back.number()),
        mask.text(back.about()),
        back.quantity(),
        back.amount());
  }

  private Customer.Visit visit(Customer.Visit visit) {
    return new Customer.Visit(
        visit.at(),
        visit.pages(),
        mask.text(visit.source()),
        mask.text(visit.medium()),
        mask.text(visit.campaign()),
        mask.text(visit.landing()),
        mask.text(visit.device()));
  }

  private Suggestion suggestion(Suggestion suggestion) {
    return new Suggestion(
        person(suggestion.other()), suggestion.orders(), reasons(suggestion.reasons()));
  }

  private List<Suggestion.Reason> reasons(List<Suggestion.Reason> reasons) {
    return reasons.stream()
        .map(reason ->
            new Suggestion.Reason(reason.words(), mask.value(reason.words(), reason.value())))
        .toList();
  }

  private Identity identity(Identity identity) {
    return new Identity(
        identity.identifiers().stream().map(this::identifier).toList(),
        identity.traits().stream().map(this::trait).toList(),
        identity.consents().stream().map(this::consent).toList(),
        identity.joins().stream().map(this::join).toList());
  }

  private Reachable reach(Reachable reach) {
    return new Reachable(
        reach.ways().stream()
            .map(way ->
                new Reachable.Way(
                    way.channel(),
                    way.marketing(),
                    way.contract(),
                    way.said() == null ? null : consent(way.said())))
            .toList(),
        reach.ban());
  }

  private Identity.Consent consent(Identity.Consent said) {
    return new Identity.Consent(
        said.purpose(),
        said.channel(),
        said.said(),
        said.at(),
        said.source(),
        said.wording(),
        mask.text(said.proof()));
  }

  private Identity.Identifier identifier(Identity.Identifier known) {
    return new Identity.Identifier(
        known.key(),
        known.type(),
        mask.value(known.type(), known.value()),
        known.verified(),
        known.since(),
        known.source(),
        known.separable());
  }

  private Identity.Trait trait(Identity.Trait trait) {
    return new Identity.Trait(
        trait.name(),
        mask.value(trait.name(), trait.value()),
        trait.at(),
        trait.source(),
        trait.event(),
        trait.said(),
        trait.others().stream().map(other -> mask.value(trait.name(), other)).toList());
  }

  private Identity.Join join(Identity.Join join) {
    return new Identity.Join(
        join.at(),
        join.identifier(),
        join.type(),
        mask.value(join.type(), join.value()),
        mask.text(join.reason()),
        join.by(),
        join.events());
  }

  Timeline timeline(Timeline timeline) {
    return new Timeline(timeline.moments().stream().map(this::moment).toList(), timeline.older());
  }

  Moment moment(Moment moment) {
    PersonRef person = moment.person();
    return new Moment(
        moment.kind(),
        moment.name(),
        moment.at(),
        moment.statedAt(),
        person == null ? null : person(person),
        mask.text(moment.subject()),
        moment.lines(),
        moment.amount(),
        moment.origin(),
        details(moment),
        why(moment.why()),
        null);
  }

  /** None beside many people: what is written there may name a card that nobody would know. */
  private List<Moment.Detail> details(Moment moment) {
    return mask.equals(Mask.NOBODYS)
        ? List.of()
        : moment.details().stream().map(this::detail).toList();
  }

  private Moment.Detail detail(Moment.Detail detail) {
    return new Moment.Detail(mask.text(detail.name()), mask.value(detail.name(), detail.value()));
  }

  private Moment.@Nullable Why why(Moment.@Nullable Why why) {
    if (why == null) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    why.values().forEach((name, value) -> values.put(name, mask.value(name, value)));
    return new Moment.Why(why.cause(), why.rule(), why.version(), why.words(), values);
  }

  Sides sides(Sides sides) {
    return new Sides(side(sides.here()), side(sides.there()), reasons(sides.reasons()));
  }

  private Sides.Side side(Sides.Side side) {
    return new Sides.Side(
        person(side.person()),
        side.identifiers().stream().map(this::identifier).toList(),
        side.traits().stream().map(mask::text).toList(),
        side.events(),
        side.orders(),
        side.ordered(),
        side.refunded(),
        side.firstSeen(),
        side.lastSeen());
  }

  private PersonRef person(PersonRef person) {
    return new PersonRef(
        person.id(),
        mask.text(person.name()),
        mask.text(person.number()),
        mask.text(person.email()));
  }
}
