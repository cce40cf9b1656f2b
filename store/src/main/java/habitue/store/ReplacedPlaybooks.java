package habitue.store;

import habitue.engine.Context;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.work.Parts.Replaced;
import java.util.ArrayList;
import java.util.List;

/**
 * The playbooks that someone may still be folded by: so that it can be told what became of where
 * they stood. Kept, since a stop may come before everyone is folded anew.
 */
final class ReplacedPlaybooks {
  private static final String NAME = "playbook/replaced";
  static final int MOST = 3;

  private final Settings settings;

  ReplacedPlaybooks(Settings settings) {
    this.settings = settings;
  }

  /** One more; the oldest go. */
  void add(int version, int fingerprint) {
    var all = new ArrayList<>(list());
    all.addFirst(Fields.of("version", Value.of(version)).with("fingerprint", fingerprint));
    put(all.subList(0, Math.min(all.size(), MOST)));
  }

  /** Nobody is folded by any of them any more. */
  void clear() {
    if (!list().isEmpty()) {
      put(List.of());
    }
  }

  /** Those that can still be read, as parameters otherwise like these. */
  List<Replaced> of(Context context) {
    var replaced = new ArrayList<Replaced>();
    for (Value each : list()) {
      if (each instanceof Fields fields) {
        int fingerprint = fields.number("fingerprint").orElseThrow().intValue();
        PublishedPlaybook.version(settings, fields.number("version").orElseThrow().intValue())
            .flatMap(PublishedPlaybook.Version::compiled)
            .ifPresent(playbook -> replaced.add(new Replaced(context.with(playbook), fingerprint)));
      }
    }
    return replaced;
  }

  private List<Value> list() {
    return settings.find(NAME).map(said -> said.list("all")).orElse(List.of());
  }

  private void put(List<Value> all) {
    settings.put(NAME, Fields.of("all", new Value.Many(all)));
  }
}
