package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.limit.Limits;
import habitue.server.security.KeyRing;
import habitue.server.security.KeyUses;
import habitue.server.sieve.Sender;
import habitue.server.wire.Code;
import habitue.server.wire.Json;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.server.wire.Trouble;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1/}. A plain servlet: the bytes go from the socket into {@code Fields}
 * and to the door, with nothing of a web framework between.
 */
public final class CollectServlet extends HttpServlet {
  private static final Fields SUCCESS = Fields.of("success", Value.of(true));
  private static final String JSON = "application/json";
  private static final String RETRY_SECONDS = "1";
  private static final long MOST_WAITING = 32L << 20;

  /** Bodies whose key is in them, and so unknown while they come, take no room from the others. */
  private static final long MOST_WAITING_OF_ANYONE = 8L << 20;

  private final transient Collector collector;
  private final transient Sources sources;
  private final transient WriteKeys keys;
  private final transient Cors cors;
  private final transient CollectMeters meters;
  private final transient KeyUses uses;
  private final transient Limits limits;
  private final transient @Nullable URI publicAddress;
  private final transient BodyReader bodies;
  private final transient Room room = new Room(MOST_WAITING);
  private final transient Room roomForAnyone = new Room(MOST_WAITING_OF_ANYONE);

  public CollectServlet(
      Collector collector,
      Sources sources,
      CollectMeters meters,
      KeyUses uses,
      Limits limits,
      @Nullable URI publicAddress,
      Duration patience) {
    this.collector = collector;
    this.sources = sources;
    this.keys = new WriteKeys(sources, limits);
    this.uses = uses;
    this.limits = limits;
    this.cors = new Cors(sources);
    this.meters = meters;
    this.publicAddress = publicAddress;
    this.bodies = new BodyReader(patience);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      route(request, response);
    } catch (RefusedRequest refused) {
      refuse(response, refused.problem());
    } catch (IOException gone) {
      // The client hung up, or sent something that is no HTTP: there is nobody to tell.
      refuse(response, Problem.of(Code.BAD_REQUEST, "the request broke off"));
    } catch (RuntimeException failure) {
      refuse(response, Trouble.of(failure));
    }
  }

  private void route(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = path(request);
    if (request.getMethod().equals("OPTIONS")) {
      cors.preflight(request, response);
      return;
    }
    cors.allow(request, response);
    if (path.startsWith("projects/")) {
      settings(path, request, response);
    } else if (path.equals("m")) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      Call call = Call.at(path).orElseThrow(CollectServlet::unknown);
      needMethod(request, response, "POST");
      take(call, request, response);
    }
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = info == null ? "" : info.substring(1);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void needMethod(
      HttpServletRequest request, HttpServletResponse response, String method) {
    if (!request.getMethod().equals(method)) {
      response.setHeader("Allow", method + ", OPTIONS");
      throw new RefusedRequest(Code.WRONG_METHOD, "use " + method);
    }
  }

  private void settings(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] steps = path.split("/");
    if (steps.length != 3 || !steps[2].equals("settings")) {
      throw unknown();
    }
    needMethod(request, response, "GET");
    if (sources.byKey(steps[1]).filter(this::openToBrowsers).isEmpty()) {
      throw unknown();
    }
    Json.write(response, JSON, SettingsDocument.of(steps[1], request, publicAddress));
  }

  private boolean openToBrowsers(KeyRing.Found<KnownSource> found) {
    return isBrowser(found.owner()) && sources.open(found);
  }

  private static boolean isBrowser(KnownSource known) {
    return known.source().trust() == Trust.BROWSER;
  }

  private void take(Call call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<KnownSource> known = keys.ofHeader(request);
    known.ifPresent(source -> admit(call, request, source));
    try (Room.Share share = (known.isPresent() ? room : roomForAnyone).open()) {
      Body body = body(call, known, request, share);
      KnownSource source =
          known.orElseGet(() -> admit(call, request, keys.ofBody(body.around(), request)));
      spend(source, request.getRemoteAddr(), Math.max(1, body.drafts().size()));
      Collector.Outcome outcome = collector.take(call, source, body, sender(request));
      answer(call, outcome, response);
    }
  }

  /** An app's own library says nothing of the visitor; a page's browser does. */
  private static Sender sender(HttpServletRequest request) {
    boolean page = request.getHeader("Origin") != null;
    String agent = page ? request.getHeader("User-Agent") : null;
    return new Sender(request.getRemoteAddr(), agent == null ? "" : agent);
  }

  /** Counts against the key before anything of it is filed. */
  private void spend(KnownSource source, String address, int events) {
    int agreed = source.key().rate();
    if (isBrowser(source)) {
      limits.spend(source.id(), address, Limits.Usual.BROWSER_EVENTS, agreed, events);
    } else {
      limits.spend(source.id(), Limits.Usual.SERVER_EVENTS, agreed, events);
    }
    uses.used(source.id());
  }

  private Body body(
      Call call, Optional<KnownSource> known, HttpServletRequest request, Room.Share share)
      throws IOException {
    try {
      byte[] bytes = bodies.read(request, share);
      return call.batch() ? MessageReader.batch(bytes) : MessageReader.single(bytes);
    } catch (RefusedRequest refused) {
      known.ifPresent(source -> collector.keepWhole(source, refused.problem(), call));
      throw refused;
    }
  }

  private static KnownSource admit(Call call, HttpServletRequest request, KnownSource source) {
    Cors.check(request, source);
    if (call.history() && isBrowser(source)) {
      throw new RefusedRequest(Code.HISTORY_NOT_ALLOWED, "history needs a server key");
    }
    return source;
  }

  private static void answer(Call call, Collector.Outcome outcome, HttpServletResponse response)
      throws IOException {
    if (outcome.rejected().isEmpty()) {
      Json.write(response, JSON, SUCCESS);
      return;
    }
    if (!call.batch()) {
      Fault fault = outcome.rejected().getFirst().fault();
      Code code = Code.named(fault.code()).orElse(Code.REFUSED);
      throw new RefusedRequest(code, fault.message(), fault.field());
    }
    Value rejected =
        new Value.Many(
            List.copyOf(outcome.rejected().stream().map(Collector.Rejected::line).toList()));
    if (outcome.taken() == 0) {
      Fields more = Fields.of("rejected", rejected);
      throw new RefusedRequest(
          new Problem(Code.BATCH_REFUSED, "every event was refused", "batch", more));
    }
    Json.write(response, JSON, SUCCESS.with("rejected", rejected));
  }

  private void refuse(HttpServletResponse response, Problem problem) throws IOException {
    meters.countRequest(problem.code().wireName());
    switch (problem.code()) {
      case NO_KEY, WRONG_KEY, KEY_EXPIRED, KEY_REVOKED ->
          response.setHeader("WWW-Authenticate", "Basic realm=\"write key\", charset=\"UTF-8\"");
      case BUSY, STORAGE_FULL, UNAVAILABLE -> {
        response.setHeader("Retry-After", RETRY_SECONDS);
        // Seconds from now, as the browser client reads it; a date would make it wait for years.
        response.setHeader("X-RateLimit-Reset", RETRY_SECONDS);
      }
      default -> {}
    }
    problem.write(response);
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(
        Code.UNKNOWN_CALL,
        "known are " + List.of("track", "identify", "page", "screen", "group", "alias", "batch"));
  }
}
