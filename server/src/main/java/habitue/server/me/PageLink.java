package habitue.server.me;

import habitue.model.CustomerId;
import habitue.server.console.words.Language;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link to someone's page says.
 *
 * @param language the one its maker knows them to read; null to go by their browser's
 * @param nonce tells it from every other link
 */
public record PageLink(
    CustomerId customer,
    Instant minted,
    Instant expires,
    @Nullable Language language,
    String nonce) {

  String written() {
    return String.join(
        "|",
        customer.toString(),
        Long.toString(minted.toEpochMilli()),
        Long.toString(expires.toEpochMilli()),
        language == null ? "" : language.tag(),
        nonce);
  }

  /** Of a text that was signed, and so was written here. */
  static Optional<PageLink> read(String written) {
    String[] parts = written.split("\\|", -1);
    return parts.length == 5
        ? CustomerId.parse(parts[0]).map(customer -> read(customer, parts))
        : Optional.empty();
  }

  private static PageLink read(CustomerId customer, String[] parts) {
    return new PageLink(
        customer,
        Instant.ofEpochMilli(Long.parseLong(parts[1])),
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        Language.tagged(parts[3]).orElse(null),
        parts[4]);
  }
}
