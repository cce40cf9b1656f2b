package habitue.server.audit;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.AuditLog;
import habitue.store.Settings;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Records who did what. A subject is an internal id or a name, a detail never personal: of a search
 * it is kept that it happened and how many it found, never what was searched for.
 */
@Component
public final class Audit {
  /** How long entries are kept, unless the setting says otherwise. */
  public static final int USUAL_DAYS = 400;

  public static final int FEWEST_DAYS = 30;
  public static final int MOST_DAYS = 3660;

  private static final String SETTING = "audit";
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final AuditLog log;
  private final Settings settings;
  private final InstantSource clock;
  private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.MIN);

  public Audit(Store store, InstantSource clock) {
    this.log = store.audit();
    this.settings = store.settings();
    this.clock = clock;
  }

  public void record(String actor, Action action, String subject, Fields details) {
    HttpServletRequest request = request();
    var entry =
        new AuditLog.Entry(
            0,
            clock.instant(),
            actor,
            request == null ? "" : door(request),
            action.wireName(),
            subject,
            request == null ? "" : family(request.getRemoteAddr()),
            details);
    log.add(entry, !action.routine());
    forgetOld();
  }

  public void record(String actor, Action action, String subject) {
    record(actor, action, subject, Fields.NONE);
  }

  /** That someone looked at a person. */
  public void viewed(String actor, CustomerId customer) {
    record(actor, Action.VIEW_CUSTOMER, customer.toString());
  }

  /** That someone searched, or read the whole list where they gave no text. */
  public void searched(String actor, boolean text, long results) {
    Action action = text ? Action.SEARCH : Action.LIST_CUSTOMERS;
    record(actor, action, "", Fields.of("results", Value.of(results)));
  }

  public AuditLog.Page newest(int limit, long before, Predicate<AuditLog.Entry> fits) {
    forgetOld();
    Instant oldest = oldest();
    return log.newest(limit, before, entry -> !entry.at().isBefore(oldest) && fits.test(entry));
  }

  /** For how many days entries are kept. */
  public int days() {
    return settings
        .find(SETTING)
        .flatMap(said -> said.number("days"))
        .map(BigDecimal::intValue)
        .orElse(USUAL_DAYS);
  }

  public void days(int days, String actor) {
    if (days < FEWEST_DAYS || days > MOST_DAYS) {
      throw new IllegalArgumentException("entries are kept for 30 to 3660 days");
    }
    record(actor, Action.SETTINGS_CHANGED, "audit", Fields.of("days", Value.of(days)));
    settings.put(SETTING, Fields.of("days", Value.of(days)));
    cleaned.set(Instant.MIN);
    forgetOld();
  }

  /** At most once in a while, by whoever comes by. */
  private void forgetOld() {
    Instant now = clock.instant();
    Instant last = cleaned.get();
    boolean due = last.equals(Instant.MIN) || last.plus(BETWEEN_CLEANINGS).isBefore(now);
    if (due && cleaned.compareAndSet(last, now)) {
      log.forget(oldest());
    }
  }

  private Instant oldest() {
    return clock.instant().minus(Duration.ofDays(days()));
  }

  private static @Nullable HttpServletRequest request() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
        ? now.getRequest()
        : null;
  }

  private static String door(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.startsWith("/api/")) {
      return "api";
    }
    return path.equals("/me") || path.startsWith("/me/") ? "page" : "console";
  }

  /** The family alone: the address itself would say where a colleague lives. */
  private static String family(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address ? "IPv6" : "IPv4";
    } catch (IllegalArgumentException unknown) {
      return "";
    }
  }
}
