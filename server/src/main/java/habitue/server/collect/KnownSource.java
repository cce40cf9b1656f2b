package habitue.server.collect;

import habitue.model.Source;
import habitue.server.security.Key;
import java.util.List;

/**
 * A source and its write key.
 *
 * @param origins web sites whose pages may use the key, such as {@code https://shop.example};
 *     {@code *} is any
 * @param signingSecret what the shop's server signs userIds with; empty when it does not
 */
public record KnownSource(Source source, Key key, List<String> origins, String signingSecret) {
  public KnownSource {
    origins = List.copyOf(origins);
  }

  /** How its key is called among all keys. */
  public String id() {
    return "s" + source.number();
  }

  KnownSource with(Key newKey) {
    return new KnownSource(source, newKey, origins, signingSecret);
  }

  KnownSource with(List<String> newOrigins) {
    return new KnownSource(source, key, newOrigins, signingSecret);
  }

  boolean allows(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }

  /** Nothing secret: records of sources end up in logs. */
  @Override
  public String toString() {
    return source.name() + " (" + key + ")";
  }
}
