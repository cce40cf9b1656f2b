package habitue.server.collect;

import habitue.model.Fields;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the write key of a request: the user of its Basic credentials, else in its body. */
final class WriteKeys {
  private static final String SCHEME = "Basic ";

  private final Sources sources;

  WriteKeys(Sources sources) {
    this.sources = sources;
  }

  /** The source of the credentials; empty when there are none, refused when they are wrong. */
  Optional<KnownSource> ofHeader(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String user = user(header.substring(SCHEME.length()).strip());
    if (user == null) {
      throw new RefusedRequest(Code.WRONG_KEY, "the Basic credentials are not base64");
    }
    return user.isEmpty() ? Optional.empty() : Optional.of(known(user));
  }

  KnownSource ofBody(Fields around) {
    return known(
        around
            .text("writeKey")
            .orElseThrow(() ->
                new RefusedRequest(
                    Code.NO_KEY, "send the write key as user of Basic credentials")));
  }

  private KnownSource known(String key) {
    return sources
        .byKey(key)
        .orElseThrow(() -> new RefusedRequest(Code.WRONG_KEY, "no source has this write key"));
  }

  private static @Nullable String user(String credentials) {
    try {
      byte[] decoded = Base64.getDecoder().decode(credentials);
      return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
