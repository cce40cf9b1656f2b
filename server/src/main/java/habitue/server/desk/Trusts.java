package habitue.server.desk;

import habitue.engine.trust.Consents;
import habitue.engine.trust.Destination;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.server.console.view.Trust;
import habitue.store.Store;
import habitue.store.Suppressions;
import habitue.warehouse.report.Agreements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people agreed to, from the tables, less the addresses nothing is sent to. */
final class Trusts {
  private static final int MONTHS = 13;
  private static final String OBJECTORS = "objectors ";

  private final Agreements agreements;
  private final Suppressions suppressions;
  private final Store store;
  private final Keys keys;

  Trusts(Agreements agreements, Store store, Keys keys) {
    this.agreements = agreements;
    this.suppressions = store.suppressions();
    this.store = store;
    this.keys = keys;
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
        asked.objecting(),
        asked.unprofiled(),
        asked.restricted(),
        barred.entrySet().stream()
            .map(each -> new Trust.Barred(each.getKey().wireName(), each.getValue()))
            .toList(),
        Keeping.of(store));
  }

  /** Where a page ended is told by a sealed cursor; one of before the last start begins anew. */
  Trust.Objectors objectors(@Nullable String after, int limit) {
    String[] ended = opened(after).orElse("").split(" ", 2);
    List<Agreements.Refusing> found =
        ended.length < 2
            ? agreements.refusing(null, "", limit + 1)
            : agreements.refusing(Instant.parse(ended[0]), ended[1], limit + 1);
    List<Agreements.Refusing> shown = found.stream().limit(limit).toList();
    return new Trust.Objectors(
        shown.stream()
            .map(each ->
                new Trust.Objector(People.named(each), each.since(), each.by(), each.objects()))
            .toList(),
        found.size() > limit ? sealed(shown.getLast()) : null);
  }

  private Optional<String> opened(@Nullable String cursor) {
    return Optional.ofNullable(cursor)
        .flatMap(keys::open)
        .filter(text -> text.startsWith(OBJECTORS))
        .map(text -> text.substring(OBJECTORS.length()));
  }

  private String sealed(Agreements.Refusing last) {
    return keys.seal(OBJECTORS + last.since() + " " + last.id());
  }

  private List<Trust.Month> months(Instant now) {
    ZoneId zone = store.context().zone();
    LocalDate today = LocalDate.ofInstant(now, zone);
    return agreements.months(today, zone, MONTHS).stream()
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
    return address -> Destination.barred(channel, Value.of(address), suppressions, purpose);
  }
}
