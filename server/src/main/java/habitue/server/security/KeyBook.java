package habitue.server.security;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The machines' keys among the settings of the store. */
public final class KeyBook {
  private static final String NAME = "keys";

  private final Settings settings;

  public KeyBook(Settings settings) {
    this.settings = settings;
  }

  List<ApiKey> all() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .map(each -> read((Fields) each))
        .sorted(Comparator.comparingInt(ApiKey::number))
        .toList();
  }

  /** Adds a key, or replaces the one of the same number. */
  synchronized void save(ApiKey key) {
    var keys = new ArrayList<>(all());
    keys.removeIf(known -> known.number() == key.number());
    keys.add(key);
    List<Value> written = keys.stream().map(KeyBook::write).toList();
    settings.put(NAME, Fields.of(NAME, new Value.Many(written)));
  }

  private static Value write(ApiKey key) {
    return Fields.of("number", Value.of(key.number()))
        .with("name", key.name())
        .with("scopes", texts(key.scopes().stream().map(Scope::wireName).sorted().toList()))
        .with("stores", texts(key.stores().stream().sorted().toList()))
        .with("key", KeyCodec.write(key.key()));
  }

  private static Value texts(List<String> texts) {
    return new Value.Many(texts.stream().map(Value::of).toList());
  }

  private static ApiKey read(Fields said) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    texts(said, "scopes").forEach(name -> Scope.named(name).ifPresent(scopes::add));
    return new ApiKey(
        said.number("number").orElseThrow().intValueExact(),
        said.text("name").orElseThrow(),
        scopes,
        new TreeSet<>(texts(said, "stores")),
        KeyCodec.read(said.fields("key")));
  }

  private static List<String> texts(Fields said, String name) {
    return said.list(name).stream().map(each -> ((Value.Text) each).value()).toList();
  }
}
