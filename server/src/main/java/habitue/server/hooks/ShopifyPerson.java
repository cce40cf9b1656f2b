package habitue.server.hooks;

import habitue.model.Fields;
import org.jspecify.annotations.Nullable;

/** A person as Shopify tells them, with an order or alone. */
final class ShopifyPerson {
  private ShopifyPerson() {}

  /** Of a customer's document. */
  static Buyer of(Fields customer, boolean vouches) {
    String email = Document.text(customer, "email");
    return new Buyer(
        Document.find(customer, "id").orElse(null),
        traits(customer, customer.fields("default_address"), email),
        email != null && (vouches || Document.flag(customer, "verified_email")));
  }

  /** Of an order's: the customer it names, and what was typed at its checkout. */
  static Buyer ofOrder(Fields order, boolean vouches) {
    Fields customer = order.fields("customer");
    Fields address = order.fields("billing_address");
    Fields shown = address.isEmpty() ? order.fields("shipping_address") : address;
    String typed = Document.first(order, "email", "contact_email");
    String known = Document.text(customer, "email");
    String email = typed == null ? known : typed;
    boolean verified =
        email != null
            && known != null
            && email.equalsIgnoreCase(known)
            && Document.flag(customer, "verified_email");
    return new Buyer(
        Document.find(customer, "id").orElse(null),
        traits(customer, shown, email),
        email != null && (vouches || verified));
  }

  private static Fields traits(Fields customer, Fields address, @Nullable String email) {
    Fields named = customer.text("first_name").isPresent() ? customer : address;
    String phone = Document.text(customer, "phone");
    return new Saying()
        .put("email", email)
        .put("phone", phone == null ? Document.text(address, "phone") : phone)
        .same(named, "first_name", "firstName")
        .same(named, "last_name", "lastName")
        .put("address", town(address))
        .same(customer, "created_at", "createdAt")
        .done();
  }

  private static @Nullable Fields town(Fields address) {
    String country = Document.first(address, "country_code", "country");
    Fields town =
        new Saying()
            .same(address, "city", "city")
            .same(address, "zip", "postalCode")
            .put("state", Document.first(address, "province_code", "province"))
            .put("country", country)
            .done();
    return town.isEmpty() ? null : town;
  }
}
