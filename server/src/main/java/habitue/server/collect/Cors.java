package habitue.server.collect;

import habitue.model.Trust;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Which web sites may send from a browser: those that a browser key names, with that key only. */
public final class Cors {
  private final Sources sources;

  public Cors(Sources sources) {
    this.sources = sources;
  }

  /** Answers a browser's question before the request proper, which does not say the key yet. */
  public void preflight(HttpServletRequest request, HttpServletResponse response) {
    if (!allow(request, response)) {
      throw new RefusedRequest(Code.ORIGIN_NOT_ALLOWED, "no browser key names this web site");
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, POST");
    response.setHeader(
        "Access-Control-Allow-Headers", "Authorization, Content-Type, X-Retry-Count");
    response.setHeader("Access-Control-Max-Age", "600");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** Lets a page of a known web site read the answer, refusals too. */
  public boolean allow(HttpServletRequest request, HttpServletResponse response) {
    String origin = origin(request);
    response.addHeader("Vary", "Origin");
    if (origin == null || !sources.anyAllows(origin)) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", "Retry-After, X-RateLimit-Reset");
    return true;
  }

  /** Refuses a key on a page that it is not for. Without an origin, no page is asking. */
  static void check(HttpServletRequest request, KnownSource source) {
    String origin = origin(request);
    if (origin == null) {
      return;
    }
    if (source.source().trust() != Trust.BROWSER) {
      throw new RefusedRequest(
          Code.ORIGIN_NOT_ALLOWED, "a server key must not be in a web page: use a browser key");
    }
    if (!source.allows(origin)) {
      throw new RefusedRequest(Code.ORIGIN_NOT_ALLOWED, "the key does not name this web site");
    }
  }

  private static @Nullable String origin(HttpServletRequest request) {
    return request.getHeader("Origin");
  }
}
