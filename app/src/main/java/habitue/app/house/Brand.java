package habitue.app.house;

import habitue.engine.Context;
import habitue.model.Fields;
import habitue.model.Money;
import habitue.playbook.Playbook;
import habitue.store.PublishedPlaybook;
import habitue.store.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The brand's parameters, kept with its data. */
public record Brand(String name, String currency, ZoneId zone) {
  private static final String SETTING = "brand";
  private static final Brand UNNAMED = new Brand("", "EUR", ZoneId.of("UTC"));

  public Brand {
    if (!Money.known(currency)) {
      throw new IllegalArgumentException(
          currency + " is no currency: use a code of three capitals, such as EUR");
    }
  }

  /** Reads what the data knows. */
  public static Brand of(Settings settings) {
    Optional<Fields> said = settings.find(SETTING);
    return said.isEmpty()
        ? UNNAMED
        : UNNAMED.changed(text(said, "name"), text(said, "currency"), text(said, "zone"));
  }

  /** This one with what was said anew. */
  public Brand changed(
      @Nullable String newName, @Nullable String newCurrency, @Nullable String newZone) {
    return new Brand(
        newName == null ? name : newName,
        newCurrency == null ? currency : newCurrency,
        newZone == null ? zone : zone(newZone));
  }

  /** Keeps it, and gives what the engine needs of it, by the playbook published last. */
  public Context keep(Settings settings) {
    return keep(settings, PublishedPlaybook.of(settings).playbook());
  }

  /** Keeps it and publishes a folder's playbook, where that changed since. */
  public Context publish(Settings settings, Playbook playbook, PublishedPlaybook.By by) {
    return keep(settings, PublishedPlaybook.ofFolder(settings, playbook, by).playbook());
  }

  private Context keep(Settings settings, Playbook playbook) {
    Fields fields =
        Fields.NONE.with("name", name).with("currency", currency).with("zone", zone.getId());
    if (!settings.find(SETTING).equals(Optional.of(fields))) {
      settings.put(SETTING, fields);
    }
    return new Context(name, currency, zone, playbook.rates(), playbook);
  }

  private static @Nullable String text(Optional<Fields> said, String name) {
    return said.flatMap(fields -> fields.text(name)).orElse(null);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          name + " is no time zone: use a name such as Europe/Paris", unknown);
    }
  }
}
