package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.security.Key;
import habitue.server.security.KeyCodec;
import habitue.store.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sources among the settings of the store. */
public final class StoredSources implements SourceBook {
  private static final String NAME = "sources";

  private final Settings settings;

  public StoredSources(Settings settings) {
    this.settings = settings;
  }

  @Override
  public List<KnownSource> all() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .map(each -> read((Fields) each))
        .toList();
  }

  @Override
  public synchronized void save(KnownSource source) {
    var sources = new ArrayList<>(all());
    sources.removeIf(known -> known.source().number() == source.source().number());
    sources.add(source);
    List<Value> written = sources.stream().map(StoredSources::write).toList();
    settings.put(NAME, Fields.of(NAME, new Value.Many(written)));
  }

  static Value write(KnownSource known) {
    Source source = known.source();
    return Fields.of("number", Value.of(source.number()))
        .with("name", source.name())
        .with("trust", source.trust().name().toLowerCase(Locale.ROOT))
        .with("store", source.store())
        .with("channel", source.channel())
        .with("missingConsent", source.vouches() ? "given" : "refused")
        .with("key", KeyCodec.write(known.key()))
        .with("origins", new Value.Many(known.origins().stream().map(Value::of).toList()))
        .with("signingSecret", known.signingSecret());
  }

  static KnownSource read(Fields said) {
    Trust trust = Trust.valueOf(said.text("trust").orElseThrow().toUpperCase(Locale.ROOT));
    var source =
        new Source(
            said.number("number").orElseThrow().intValueExact(),
            said.text("name").orElseThrow(),
            trust,
            said.text("store").orElse(""),
            said.text("channel").orElse(""),
            said.text("missingConsent").map("given"::equals).orElse(trust.trusted()));
    return new KnownSource(
        source,
        said.fields("key").isEmpty() ? first(said) : KeyCodec.read(said.fields("key")),
        said.list("origins").stream().map(each -> ((Value.Text) each).value()).toList(),
        said.text("signingSecret").orElse(""));
  }

  /** How the first data folders had it: one secret, beside the source itself. */
  private static Key first(Fields said) {
    var secret =
        new Key.Secret(said.text("keyHash").orElseThrow(), said.text("keyHint").orElse(""), null);
    Instant since = said.text("since").map(Instant::parse).orElse(Instant.EPOCH);
    return new Key(List.of(secret), since, null, null, 0);
  }
}
