package habitue.server.console;

import habitue.server.console.view.Customer;
import habitue.server.console.view.Customer.Totals;
import habitue.server.console.view.Figure;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Figure.Name;
import habitue.server.console.view.Quantity;
import habitue.server.console.view.Scope.Basis;
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
        money(customer, totals, Name.PERSON_ORDERED),
        money(customer, totals, Name.PERSON_REFUNDED),
        money(customer, totals, Name.PERSON_NET),
        figure(
            customer,
            Name.PERSON_RHYTHM,
            days == null ? new Quantity.Unknown() : new Quantity.Days(days),
            null),
        figure(customer, Name.PERSON_LAST_ORDER, new Quantity.Moment(totals.last()), null));
  }

  private static Figure money(Customer customer, Totals totals, Name name) {
    var amount =
        switch (name) {
          case PERSON_REFUNDED -> totals.refunded();
          case PERSON_NET -> totals.net();
          default -> totals.ordered();
        };
    return figure(
        customer,
        name,
        new Quantity.Amount(amount),
        name == Name.PERSON_NET ? Basis.NET : Basis.ORDERED);
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
            null));
  }
}
