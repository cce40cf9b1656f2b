package habitue.server.collect;

import habitue.model.Fields;
import habitue.server.limit.Limits;
import habitue.server.security.KeyRing;
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
  private final Limits limits;

  WriteKeys(Sources sources, Limits limits) {
    this.sources = sources;
    this.limits = limits;
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
    return user.isEmpty() ? Optional.empty() : Optional.of(known(user, request));
  }

  KnownSource ofBody(Fields around, HttpServletRequest request) {
    String key =
        around
            .text("writeKey")
            .orElseThrow(() ->
                new RefusedRequest(Code.NO_KEY, "send the write key as user of Basic credentials"));
    return known(key, request);
  }

  private KnownSource known(String key, HttpServletRequest request) {
    Optional<KeyRing.Found<KnownSource>> found = sources.byKey(key);
    if (found.isEmpty()) {
      limits.wrongKey(request.getRemoteAddr());
      throw new RefusedRequest(Code.WRONG_KEY, "no source has this write key");
    }
    sources
        .ended(found.get())
        .ifPresent(ended -> {
          limits.wrongKey(request.getRemoteAddr());
          throw ended.refusal();
        });
    return found.get().owner();
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
