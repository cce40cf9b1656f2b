package habitue.warehouse.rows;

import habitue.engine.attract.Activity;
import habitue.engine.attract.Touch;
import habitue.engine.customer.CustomerState;
import habitue.engine.identify.KnownIdentifier;
import habitue.engine.identify.Profile;
import habitue.engine.sell.orders.Orders;
import habitue.engine.sell.orders.Rhythm;
import habitue.engine.sell.orders.Totals;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Permits;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.model.IdentifierType;
import habitue.playbook.Playbook;
import habitue.playbook.trust.Channel;
import habitue.store.feed.Person;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row of one person in the table {@code customers}. */
final class CustomerRow {
  private static final int LONGEST_SEARCH = 4_000;

  private final Person person;
  private final Playbook playbook;
  private final Profile profile;
  private final Contact contact;
  private final @Nullable String userId;

  CustomerRow(Person person, Playbook playbook) {
    this.person = person;
    this.playbook = playbook;
    this.profile = person.state().profile();
    this.contact = Contact.of(profile);
    this.userId = Contact.identifier(profile, IdentifierType.USER_ID);
  }

  void append(Sheet sheet, long identityMark, long standingMark) {
    sheet.row().text(person.id().toString()).flag(userId != null).text(userId);
    sheet.text(contact.name()).text(contact.email()).text(contact.phone());
    sheet.text(contact.country()).text(contact.city()).text(contact.postcode());
    seen(sheet, person.state().activity());
    ordered(sheet, person.state().orders());
    came(sheet, person.state().activity());
    reached(sheet, person.state());
    rhythm(sheet, person.state().orders().rhythm());
    StandingRows.cells(sheet, person.state().standing(), playbook.plan());
    String name = contact.name();
    sheet.flag(person.refolding()).flag(!person.halted().isEmpty());
    sheet.text(name == null ? "" : Folded.of(name)).text(search());
    sheet.number(identityMark).number(standingMark).end();
  }

  /** Without the list of suppressed addresses, which changes with no event of theirs. */
  private void reached(Sheet sheet, CustomerState state) {
    for (Channel channel :
        List.of(Channel.EMAIL, Channel.SMS, Channel.PUSH, Channel.PHONE, Channel.POST)) {
      Reach reach =
          Reach.of(
              state.reach(), playbook.purposes(), Suppressed.NOTHING, channel, Consents.MARKETING);
      sheet.text(reach.why());
    }
    sheet.flag(state.consents().restriction() != null);
    sheet.instant(Permits.profiledFrom(state.consents(), playbook.purposes()));
  }

  private void seen(Sheet sheet, Activity activity) {
    sheet
        .instant(activity.firstSeen())
        .instant(activity.lastSeen())
        .instant(activity.lastContact())
        .instant(profile.knownSince())
        .number(activity.events().total())
        .number(activity.visits());
  }

  private static void ordered(Sheet sheet, Orders orders) {
    Totals home = orders.home();
    sheet
        .number(orders.count())
        .money(home.gross())
        .money(home.refunded())
        .money(home.cancelled())
        .money(home.net())
        .text(home.gross().currency())
        .number(orders.withoutRate())
        .number(orders.unmatched().count())
        .number(orders.pending().stream().mapToLong(each -> each.refunds().size()).sum())
        .instant(orders.first())
        .instant(orders.last().orElse(null))
        .real(orders.rhythm().median().map(gap -> gap.toHours() / 24.0).orElse(null));
  }

  private static void rhythm(Sheet sheet, Rhythm rhythm) {
    sheet
        .day(rhythm.firstDay())
        .day(rhythm.days().isEmpty() ? null : rhythm.days().getLast())
        .number(rhythm.count());
  }

  private static void came(Sheet sheet, Activity activity) {
    Touch touch = activity.first() == null ? null : activity.first().touch();
    sheet
        .text(touch == null ? null : touch.source())
        .text(touch == null ? null : touch.medium())
        .text(touch == null ? null : touch.campaign());
  }

  /** One thing they are found by on each line, with a newline before and after all. */
  private String search() {
    var lines = new LinkedHashSet<String>();
    contact.all().forEach(each -> lines.add(Folded.of(each)));
    lines.add(person.id().toString());
    for (KnownIdentifier known : profile.identifiers()) {
      if (known.identifier().type() != IdentifierType.ORDER_ID) {
        lines.add(Folded.of(known.identifier().value()));
      }
    }
    var text = new StringBuilder("\n");
    for (String line : lines) {
      if (!line.isEmpty() && text.length() + line.length() < LONGEST_SEARCH) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }
}
