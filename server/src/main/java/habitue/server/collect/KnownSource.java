package habitue.server.collect;

import habitue.model.Source;
import java.time.Instant;
import java.util.List;

/**
 * A source and what its write key opens.
 *
 * @param keyHash SHA-256 of the write key in hex; the key itself is nowhere
 * @param keyHint the key's first characters, by which people recognise it
 * @param origins web sites whose pages may use the key, such as {@code https://shop.example};
 *     {@code *} is any
 * @param signingSecret what the shop's server signs userIds with; empty when it does not
 * @param since when it was made
 */
public record KnownSource(
    Source source,
    String keyHash,
    String keyHint,
    List<String> origins,
    String signingSecret,
    Instant since) {
  public KnownSource {
    origins = List.copyOf(origins);
  }

  boolean allows(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }

  /** Nothing secret: records of sources end up in logs. */
  @Override
  public String toString() {
    return source.name() + " (" + keyHint + "…)";
  }
}
