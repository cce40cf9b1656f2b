package habitue.server.loyalty;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.people.Role;
import habitue.store.Settings;
import habitue.store.Store;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/** How many points each role gives or takes by hand at once, without anybody else. */
@Component
public final class HandLimits {
  private static final String SETTING = "adjustmentLimits";

  private final Settings settings;
  private final Audit audit;

  public HandLimits(Store store, Audit audit) {
    this.settings = store.settings();
    this.audit = audit;
  }

  /** Whom a limit is for. */
  public enum For {
    ADMIN("admin", Loyalty.MOST_BY_HAND),
    AGENT("agent", 1_000),
    FINANCE("finance", 100_000),
    KEYS("keys", 10_000);

    private final String wireName;
    private final long usual;

    For(String wireName, long usual) {
      this.wireName = wireName;
      this.usual = usual;
    }

    public String wireName() {
      return wireName;
    }

    static Optional<For> named(String name) {
      return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
    }

    /** Empty for who gives no points at all. */
    static Optional<For> of(Asker asker) {
      Role role = asker.role();
      if (asker.admin()) {
        return Optional.of(ADMIN);
      }
      return role == null ? Optional.of(KEYS) : named(role.wireName());
    }
  }

  public long of(Asker asker) {
    return For.of(asker).map(this::of).orElse(0L);
  }

  private long of(For whom) {
    return settings
        .find(SETTING)
        .flatMap(said -> said.number(whom.wireName))
        .map(BigDecimal::longValue)
        .orElse(whom.usual);
  }

  public SequencedMap<String, Long> all() {
    var all = new LinkedHashMap<String, Long>();
    List.of(For.values()).forEach(each -> all.put(each.wireName, of(each)));
    return all;
  }

  /**
   * Changes one.
   *
   * @return whether there is such a limit, within bounds
   */
  public synchronized boolean put(String whom, long points, String author) {
    For named = For.named(whom).orElse(null);
    if (named == null || points < 0 || points > Loyalty.MOST_BY_HAND) {
      return false;
    }
    Fields details = Fields.of("for", Value.of(whom)).with("points", points);
    audit.record(author, Action.SETTINGS_CHANGED, "adjustment-limits", details);
    settings.put(SETTING, settings.find(SETTING).orElse(Fields.NONE).with(whom, points));
    return true;
  }
}
