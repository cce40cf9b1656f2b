package habitue.server.security;

import habitue.model.Fields;
import habitue.model.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How keys stand among the settings of the store. */
public final class KeyCodec {
  private KeyCodec() {}

  public static Fields write(Key key) {
    List<Value> secrets = key.secrets().stream().map(KeyCodec::write).toList();
    Fields written =
        Fields.of("secrets", new Value.Many(secrets)).with("since", key.since().toString());
    written = with(written, "expires", key.expires());
    return with(written, "revoked", key.revoked()).with("rate", key.rate());
  }

  private static Value write(Key.Secret secret) {
    Fields written = Fields.of("hash", Value.of(secret.hash())).with("hint", secret.hint());
    return with(written, "until", secret.until());
  }

  public static Key read(Fields said) {
    return new Key(
        said.list("secrets").stream().map(each -> secret((Fields) each)).toList(),
        said.text("since").map(Instant::parse).orElse(Instant.EPOCH),
        instant(said, "expires"),
        instant(said, "revoked"),
        said.number("rate").map(rate -> rate.intValueExact()).orElse(0));
  }

  private static Key.Secret secret(Fields said) {
    return new Key.Secret(
        said.text("hash").orElseThrow(), said.text("hint").orElse(""), instant(said, "until"));
  }

  private static Fields with(Fields fields, String name, @Nullable Instant instant) {
    return instant == null ? fields : fields.with(name, instant.toString());
  }

  private static @Nullable Instant instant(Fields said, String name) {
    return said.text(name).map(Instant::parse).orElse(null);
  }
}
