package habitue.server.hooks;

import habitue.model.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a customer's document says they agreed to: marketing by e-mail and by text message. */
final class ShopifyConsents {
  private ShopifyConsents() {}

  static List<Fields> of(Fields customer, Telling telling, Buyer buyer) {
    List<Fields> consents = new ArrayList<>();
    add(consents, "email", customer.fields("email_marketing_consent"), telling, buyer);
    add(consents, "sms", customer.fields("sms_marketing_consent"), telling, buyer);
    return consents;
  }

  /** A state that is neither yes nor no ({@code not_subscribed}, {@code pending}) says nothing. */
  private static void add(
      List<Fields> to, String channel, Fields consent, Telling telling, Buyer buyer) {
    Instant at = Document.timeOrNull(consent, "consent_updated_at");
    String state = consent.text("state").orElse("");
    boolean confirmed = "confirmed_opt_in".equals(Document.text(consent, "opt_in_level"));
    String event =
        switch (state) {
          case "subscribed" -> confirmed ? "Consent Confirmed" : "Consent Given";
          case "unsubscribed" -> "Consent Withdrawn";
          default -> "";
        };
    if (at == null || event.isEmpty()) {
      return;
    }
    Fields properties =
        new Saying()
            .put("purpose", "marketing")
            .put("channel", channel)
            .put("proof", "Shopify: " + state + ", " + Document.text(consent, "opt_in_level"))
            .done();
    to.add(telling.once(event, buyer.number() + channel + at, at, buyer, properties));
  }
}
