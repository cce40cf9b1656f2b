package habitue.server.audience;

import habitue.engine.Context;
import habitue.engine.customer.CustomerState;
import habitue.engine.reward.Member;
import habitue.engine.reward.TierHeld;
import habitue.engine.trust.Advertising;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Destination;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of the readable file: who someone is, and by what marketing reaches them. */
final class Sheet {
  static final List<String> HEADER =
      List.of(
          "customer",
          "user_id",
          "name",
          "email",
          "phone",
          "postcode",
          "city",
          "country",
          "orders",
          "reach_email",
          "reach_sms",
          "reach_phone",
          "reach_post",
          "advertise",
          "points",
          "tier");

  private static final List<Channel> CHANNELS =
      List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.POST);

  private Sheet() {}

  static List<String> row(CustomerState state, Context brand, Suppressed suppressed) {
    var contact = habitue.warehouse.rows.Contact.of(state.profile());
    var row = new ArrayList<String>();
    row.add(state.id().toString());
    row.add(
        orEmpty(
            habitue.warehouse.rows.Contact.identifier(state.profile(), IdentifierType.USER_ID)));
    row.add(orEmpty(contact.name()));
    row.add(orEmpty(contact.email()));
    row.add(phone(orEmpty(contact.phone())));
    row.add(orEmpty(contact.postcode()));
    row.add(orEmpty(contact.city()));
    row.add(orEmpty(contact.country()));
    row.add(Long.toString(state.orders().count()));
    Reach.Who who = state.reach();
    var purposes = brand.playbook().purposes();
    for (Channel channel : CHANNELS) {
      row.add(said(Reach.of(who, purposes, suppressed, channel, Consents.MARKETING)));
    }
    row.add(said(Advertising.of(who, purposes, suppressed)));
    row.addAll(loyalty(state, brand));
    return row;
  }

  /** As it is dialled from anywhere; as it was written where that cannot be told. */
  private static String phone(String written) {
    return Destination.normal(Channel.PHONE, Value.of(written)).orElse(written);
  }

  /** What they may spend, and their tier, in the playbook's first programme. */
  private static List<String> loyalty(CustomerState state, Context brand) {
    Member member =
        brand.playbook().plan().programmes().stream()
            .findFirst()
            .flatMap(first -> state.book().member(first.name()))
            .orElse(null);
    if (member == null) {
      return List.of("", "");
    }
    TierHeld tier = member.active() ? member.tier() : null;
    return List.of(
        Long.toString(member.ledger().balances().spendable()), tier == null ? "" : tier.name());
  }

  private static String said(Reach reach) {
    return reach.reachable() ? "yes" : "no: " + reach.why();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
