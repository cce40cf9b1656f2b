package habitue.server.loyalty;

import habitue.playbook.Playbook;
import habitue.store.PublishedPlaybook;
import habitue.store.PublishedPlaybook.Version;
import habitue.store.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Since when a programme has had a holdout, by the versions of the playbook: what people did before
 * that they did without it, whatever day the programme counts from.
 */
final class HeldSince {
  private static final String WORD = "holdout";

  private final Settings settings;
  // By the files that have the word: most versions share them, and each takes a while to compile.
  private final Map<Map<String, String>, Set<String>> held = new ConcurrentHashMap<>();

  HeldSince(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param from null where that is not known
   * @param until null where it goes on
   */
  record While(@Nullable Instant from, @Nullable Instant until) {}

  /** The span that is, or else the last there was. */
  While of(String programme) {
    Instant from = null;
    Instant until = null;
    boolean within = false;
    for (int number = PublishedPlaybook.version(settings); number >= 0; number--) {
      Version version = PublishedPlaybook.version(settings, number).orElse(null);
      boolean has = version != null && held(version).contains(programme);
      if (within && !has) {
        break;
      }
      within = has;
      Instant at = version == null ? null : version.at();
      from = has ? at : from;
      until = within ? until : at;
    }
    return new While(from, until);
  }

  private Set<String> held(Version version) {
    var about = new TreeMap<>(version.files().texts());
    about.values().removeIf(text -> !text.contains(WORD));
    return about.isEmpty() ? Set.of() : held.computeIfAbsent(about, files -> compiled(version));
  }

  private static Set<String> compiled(Version version) {
    return version
        .compiled()
        .map(Playbook::plan)
        .map(plan ->
            plan.programmes().stream()
                .filter(programme -> programme.holdout() != null)
                .map(programme -> programme.name())
                .collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }
}
