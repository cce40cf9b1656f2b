package habitue.server.hooks;

import habitue.model.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A person as WooCommerce tells them. It verifies no e-mail, so one counts as theirs only where the
 * brand says that the shop vouches.
 */
final class WooPerson {
  private WooPerson() {}

  static Buyer of(Fields customer, boolean vouches) {
    Fields billing = customer.fields("billing");
    String email = Document.text(customer, "email");
    Fields named = customer.text("first_name").isPresent() ? customer : billing;
    Fields traits = traits(named, billing, email);
    return new Buyer(Document.find(customer, "id").orElse(null), traits, vouches && email != null);
  }

  static Buyer ofOrder(Fields order, boolean vouches) {
    Fields billing = order.fields("billing");
    String email = Document.text(billing, "email");
    return new Buyer(
        Document.find(order, "customer_id").orElse(null),
        traits(billing, billing, email),
        vouches && email != null);
  }

  private static Fields traits(Fields named, Fields billing, @Nullable String email) {
    return new Saying()
        .put("email", email)
        .same(billing, "phone", "phone")
        .same(named, "first_name", "firstName")
        .same(named, "last_name", "lastName")
        .put("address", town(billing))
        .done();
  }

  private static @Nullable Fields town(Fields billing) {
    Fields town =
        new Saying()
            .same(billing, "city", "city")
            .same(billing, "postcode", "postalCode")
            .same(billing, "state", "state")
            .same(billing, "country", "country")
            .done();
    return town.isEmpty() ? null : town;
  }
}
