package habitue.server.console;

import habitue.server.console.view.Customer;
import habitue.server.console.view.Customer.Totals;
import habitue.server.console.view.Figure;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Figure.Name;
import habitue.server.console.view.Quantity;
import habitue.server.console.view.Scope.Basis;
import habitue.warehouse.report.Queries;
import habitue.warehouse.report.Queries.OfPerson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person's figures with their definitions. */
final class PersonFigures {
  private PersonFigures() {}

  static List<Figure> of(Customer customer) {
    Totals totals = customer.totals();
    if (totals == null) {
      return List.of();
    }
    Double days = totals.medianDays();
    return List.of(
        figure(customer, Name.PERSON_ORDERS, new Quantity.Count(totals.orders()), null),
        figure(customer, Name.PERSON_ORDERED, new Quantity.Amount(totals.ordered()), Basis.ORDERED),
        figure(
            customer, Name.PERSON_REFUNDED, new Quantity.Amount(totals.refunded()), Basis.ORDERED),
        figure(customer, Name.PERSON_NET, new Quantity.Amount(totals.net()), Basis.NET),
        figure(
            customer,
            Name.PERSON_RHYTHM,
            days == null ? new Quantity.Unknown() : new Quantity.Days(days),
            null),
        figure(customer, Name.PERSON_LAST_ORDER, new Quantity.Moment(totals.last()), null));
  }

  /** The same in SQL. */
  private static @Nullable String query(Name name, String id) {
    return switch (name) {
      case PERSON_ORDERS -> OfPerson.ORDERS.query(id);
      case PERSON_ORDERED -> OfPerson.ORDERED.query(id);
      case PERSON_REFUNDED -> OfPerson.RETURNED.query(id);
      case PERSON_NET -> OfPerson.NET.query(id);
      case PERSON_RHYTHM -> Queries.rhythm(id);
      case PERSON_LAST_ORDER -> OfPerson.LAST_ORDER.query(id);
      default -> null;
    };
  }

  private static Figure figure(
      Customer customer, Name name, Quantity value, @Nullable Basis basis) {
    Totals totals = customer.totals();
    String currency = totals == null || basis == null ? null : totals.ordered().currency();
    return new Figure(
        name,
        value,
        new Definition(
            totals == null ? null : totals.first(),
            customer.asOf(),
            null,
            currency,
            basis,
            customer.asOf(),
            query(name, customer.person().id())));
  }
}
