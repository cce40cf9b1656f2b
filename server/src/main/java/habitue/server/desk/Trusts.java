package habitue.server.desk;

import habitue.engine.Context;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Destination;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.server.console.view.Trust;
import habitue.store.Suppressions;
import habitue.warehouse.report.Agreements;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What people agreed to, from the tables, less the addresses nothing is sent to. */
final class Trusts {
  private static final int MONTHS = 13;

  private final Agreements agreements;
  private final Suppressions suppressions;
  private final Context brand;

  Trusts(Agreements agreements, Suppressions suppressions, Context brand) {
    this.agreements = agreements;
    this.suppressions = suppressions;
    this.brand = brand;
  }

  Trust now(Instant now) {
    Map<Channel, Long> barred = new TreeMap<>();
    suppressions.counts().forEach(each -> barred.merge(each.channel(), each.count(), Long::sum));
    var asked = agreements.asked();
    return new Trust(
        asked.customers(),
        months(now),
        Arrays.stream(Channel.values())
            .map(channel -> reached(channel, barred.containsKey(channel)))
            .toList(),
        asked.refusing(),
        asked.unprofiled(),
        asked.restricted(),
        barred.entrySet().stream()
            .map(each -> new Trust.Barred(each.getKey().wireName(), each.getValue()))
            .toList());
  }

  private List<Trust.Month> months(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, brand.zone());
    return agreements.months(today, brand.zone(), MONTHS).stream()
        .map(each -> new Trust.Month(each.month(), each.yes(), each.no()))
        .toList();
  }

  private Trust.Reached reached(Channel channel, boolean anyBarred) {
    var of = Agreements.Channel.valueOf(channel.name());
    var all = agreements.reached(of);
    boolean takenOff = anyBarred && of.addressed();
    var off =
        takenOff
            ? agreements.barred(
                of, barred(channel, Consents.MARKETING), barred(channel, Purpose.CONTRACT))
            : new Agreements.Reached(0, 0);
    return new Trust.Reached(
        channel.wireName(),
        all.marketing() - off.marketing(),
        all.contract() - off.contract(),
        anyBarred && !takenOff);
  }

  private Predicate<String> barred(Channel channel, String purpose) {
    return address ->
        Destination.normal(channel, Value.of(address))
            .filter(each -> suppressions.includes(channel, each, purpose))
            .isPresent();
  }
}
