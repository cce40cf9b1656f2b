package habitue.server.desk;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.server.collect.KnownSource;
import habitue.server.collect.Sources;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.Refusals;
import habitue.server.console.view.Refusals.Refusal;
import habitue.server.console.view.SiftedRow;
import habitue.server.console.view.SourceRow;
import habitue.server.console.view.UnnamedRow;
import habitue.server.hooks.CustomerNumbers;
import habitue.server.hooks.HookKind;
import habitue.server.hooks.Hooks;
import habitue.server.sieve.Counts;
import habitue.server.sieve.Cut;
import habitue.server.wire.RefusedRequest;
import habitue.store.Quarantine;
import habitue.store.Store;
import habitue.store.Tallies;
import habitue.store.journal.Json;
import habitue.warehouse.report.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What comes in: sources, shapes, refusals. */
final class Incoming {
  private static final int REFUSALS = 20;
  private static final String GIVEN = "given";
  private static final String REFUSED = "refused";
  private static final Set<String> MISSING = Set.of("", GIVEN, REFUSED);
  private static final int UNNAMED = 20;
  private static final int LONGEST_NAME = 80;
  private static final int MOST_ORIGINS = 50;
  private static final int LONGEST_SECRET = 200;
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{0,40}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?");

  private final Sources sources;
  private final Hooks hooks;
  private final Counts counts;
  private final Quarantine quarantine;
  private final Tallies tallies;
  private final Arrivals arrivals;
  private final Shapes shapes;
  private final Pulse pulse;
  private final Store store;

  Incoming(
      Sources sources,
      Hooks hooks,
      Counts counts,
      Arrivals arrivals,
      Shapes shapes,
      Pulse pulse,
      Store store) {
    this.sources = sources;
    this.hooks = hooks;
    this.counts = counts;
    this.quarantine = store.quarantine();
    this.tallies = store.tallies();
    this.arrivals = arrivals;
    this.shapes = shapes;
    this.pulse = pulse;
    this.store = store;
  }

  DataPage page(Instant now) {
    return new DataPage(
        rows(now),
        shapes.all(now),
        sifted(now),
        unnamed(now),
        refusals(null, REFUSALS),
        pulse.health(),
        Keeping.of(store));
  }

  /** What came of nobody in the last seven days, the most first. */
  private List<UnnamedRow> unnamed(Instant now) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    var rows = new LinkedHashMap<List<String>, UnnamedRow>();
    for (Tallies.Tally each : tallies.since(today.minus(Duration.ofDays(6)))) {
      String source = nameOf(each.source());
      long ofToday = each.hour().isBefore(today) ? 0 : each.count();
      rows.merge(
          List.of(source, each.name()),
          new UnnamedRow(source, each.name(), ofToday, each.count()),
          Incoming::sum);
    }
    return rows.values().stream()
        .sorted(Comparator.comparingLong(UnnamedRow::week).reversed())
        .limit(UNNAMED)
        .toList();
  }

  private static UnnamedRow sum(UnnamedRow one, UnnamedRow other) {
    return new UnnamedRow(
        one.source(), one.event(), one.today() + other.today(), one.week() + other.week());
  }

  private String nameOf(int source) {
    return sources.all().stream()
        .map(KnownSource::source)
        .filter(each -> each.number() == source)
        .map(Source::name)
        .findFirst()
        .orElse("");
  }

  /** What was cut and marked this week, by source and kind. */
  private List<SiftedRow> sifted(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Counts.Count> week =
        counts.all().stream().filter(each -> each.day().isAfter(today.minusDays(7))).toList();
    var rows = new ArrayList<SiftedRow>();
    for (KnownSource known : sources.all()) {
      for (Cut cut : Cut.values()) {
        List<Counts.Count> own =
            week.stream()
                .filter(each -> each.source() == known.source().number() && each.cut() == cut)
                .toList();
        long all = own.stream().mapToLong(Counts.Count::count).sum();
        long day =
            own.stream()
                .filter(each -> each.day().equals(today))
                .mapToLong(Counts.Count::count)
                .sum();
        if (all > 0) {
          rows.add(new SiftedRow(known.source().name(), cut.wireName(), day, all));
        }
      }
    }
    return rows;
  }

  /** Those with a key first, then those that only history came from. */
  private List<SourceRow> rows(Instant now) {
    var spoke = new ArrayList<>(arrivals.bySource(now));
    var rows = new ArrayList<SourceRow>();
    for (KnownSource known : sources.all()) {
      String kind = kind(known.source().trust());
      Arrivals.From from =
          spoke.stream()
              .filter(
                  each -> each.source().equals(known.source().name()) && each.trust().equals(kind))
              .findFirst()
              .orElse(null);
      spoke.remove(from);
      rows.add(row(known, from));
    }
    spoke.forEach(from ->
        rows.add(
            new SourceRow(
                from.source(),
                from.trust(),
                from.store(),
                from.channel(),
                List.of(),
                "",
                "",
                from.first(),
                from.last(),
                from.week())));
    return rows;
  }

  private static String kind(Trust trust) {
    return trust.name().toLowerCase(Locale.ROOT);
  }

  private SourceRow row(KnownSource known, Arrivals.@Nullable From from) {
    Optional<HookKind> hook = hooks.kindOf(known.source().number());
    return new SourceRow(
        known.source().name(),
        hook.map(HookKind::wireName).orElseGet(() -> kind(known.source().trust())),
        known.source().store(),
        known.source().channel(),
        known.origins(),
        known.source().vouches() ? GIVEN : REFUSED,
        hook.isPresent() ? "" : known.key().hint(),
        known.key().since(),
        from == null ? null : from.last(),
        from == null ? 0 : from.week());
  }

  Refusals refusals(@Nullable String before, int limit) {
    long from =
        before != null && before.matches("\\d{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
    List<Quarantine.Refusal> found = quarantine.newest(limit + 1, from);
    boolean more = found.size() > limit;
    List<Quarantine.Refusal> shown = more ? found.subList(0, limit) : found;
    return new Refusals(
        quarantine.kept(),
        shown.stream().map(this::refusal).toList(),
        more ? Long.toString(shown.getLast().number()) : null);
  }

  private Refusal refusal(Quarantine.Refusal refusal) {
    String where = refusal.where();
    String source =
        sources.all().stream()
            .map(known -> known.source().name())
            .filter(name -> where.startsWith(name + " "))
            .max(Comparator.comparingInt(String::length))
            .orElse(where);
    String place = where.length() > source.length() ? where.substring(source.length() + 1) : "";
    Fields shape = refusal.excerpt();
    return new Refusal(
        refusal.at(),
        source,
        refusal.code(),
        refusal.field(),
        place,
        shape.isEmpty() ? "" : Json.text(shape));
  }

  NewSource.Answer add(NewSource asked) {
    Optional<HookKind> hook = HookKind.named(asked.kind());
    return hook.isPresent() ? webhook(asked, hook.get()) : keyed(asked);
  }

  private NewSource.Answer webhook(NewSource asked, HookKind kind) {
    String fault = fault(asked);
    if (!fault.isEmpty()) {
      return new NewSource.Answer.Refused(fault, "invalid");
    }
    if (taken(asked.name())) {
      return new NewSource.Answer.Refused("name", "taken");
    }
    if (kind == HookKind.SHOPIFY && asked.secret().isEmpty()) {
      return new NewSource.Answer.Refused("secret", "secret");
    }
    try {
      Hooks.Made made = hooks.add(hook(asked, kind));
      return new NewSource.Answer.Listening(row(made.source(), null), made.path(), made.secret());
    } catch (RefusedRequest collides) {
      return new NewSource.Answer.Refused("numbers", "numbers");
    }
  }

  private static Hooks.Asked hook(NewSource asked, HookKind kind) {
    return new Hooks.Asked(
        asked.name(),
        kind,
        asked.store(),
        asked.channel(),
        asked.secret(),
        asked.emailsVerified(),
        CustomerNumbers.named(asked.customerNumbers()).orElse(null));
  }

  private boolean taken(String name) {
    return sources.all().stream().anyMatch(known -> known.source().name().equalsIgnoreCase(name));
  }

  private NewSource.Answer keyed(NewSource asked) {
    Trust trust =
        switch (asked.kind()) {
          case "server" -> Trust.SERVER;
          case "browser" -> Trust.BROWSER;
          default -> null;
        };
    String fault = trust == null ? "kind" : fault(asked);
    if (trust == null || !fault.isEmpty()) {
      return new NewSource.Answer.Refused(fault, "invalid");
    }
    if (taken(asked.name())) {
      return new NewSource.Answer.Refused("name", "taken");
    }
    List<String> origins = trust == Trust.BROWSER ? asked.origins() : List.of();
    if (trust == Trust.BROWSER && !fit(origins)) {
      return new NewSource.Answer.Refused("origins", "origins");
    }
    if (!MISSING.contains(asked.missingConsent())) {
      return new NewSource.Answer.Refused("missing", "invalid");
    }
    Boolean vouches =
        asked.missingConsent().isEmpty() ? null : asked.missingConsent().equals(GIVEN);
    Sources.Made made =
        sources.add(
            asked.name(),
            trust,
            asked.store(),
            asked.channel(),
            origins,
            new Sources.Terms(null, 0, vouches));
    return new NewSource.Answer.Created(row(made.source(), null), made.writeKey());
  }

  /** The field that is not as expected, or empty. */
  private static String fault(NewSource asked) {
    if (asked.name().length() > LONGEST_NAME) {
      return "name";
    }
    if (asked.secret().length() > LONGEST_SECRET) {
      return "secret";
    }
    if (!WORD.matcher(asked.store()).matches()) {
      return "store";
    }
    return WORD.matcher(asked.channel()).matches() ? "" : "channel";
  }

  private static boolean fit(List<String> origins) {
    return !origins.isEmpty()
        && origins.size() <= MOST_ORIGINS
        && origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
  }
}
