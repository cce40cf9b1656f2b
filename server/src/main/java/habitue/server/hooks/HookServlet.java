package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.collect.BodyReader;
import habitue.server.collect.Collector;
import habitue.server.collect.KnownSource;
import habitue.server.collect.Room;
import habitue.server.hooks.Hooks.Found;
import habitue.server.limit.Limits;
import habitue.server.security.KeyUses;
import habitue.server.wire.Code;
import habitue.server.wire.Json;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.server.wire.Trouble;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/hooks/{source}}: reads the bytes, asks whether they are signed, hands them on.
 */
public final class HookServlet extends HttpServlet {
  /** Documents of orders with hundreds of lines are large; nothing before a signature is larger. */
  private static final int LARGEST = 2 << 20;

  private static final long MOST_WAITING = 32L << 20;
  private static final String RETRY_SECONDS = "5";

  private final transient Hooks hooks;
  private final transient Receiving receiving;
  private final transient HookMeters meters;
  private final transient KeyUses uses;
  private final transient Limits limits;
  private final transient InstantSource clock;
  private final transient BodyReader bodies;
  private final transient Room room = new Room(MOST_WAITING);

  public HookServlet(
      Hooks hooks,
      Collector collector,
      PersonRequests requests,
      HookMeters meters,
      KeyUses uses,
      Limits limits,
      InstantSource clock,
      Duration patience) {
    this.hooks = hooks;
    this.receiving = new Receiving(collector, requests, meters);
    this.meters = meters;
    this.uses = uses;
    this.limits = limits;
    this.clock = clock;
    this.bodies = new BodyReader(patience, LARGEST);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!request.getMethod().equals("POST")) {
        response.setHeader("Allow", "POST");
        throw new RefusedRequest(Code.WRONG_METHOD, "use POST");
      }
      take(request, response);
    } catch (RefusedRequest refused) {
      refuse(response, counted(refused, request).problem());
    } catch (IOException gone) {
      // The sender hung up, or sent something that is no HTTP: there is nobody to tell.
      refuse(response, Problem.of(Code.BAD_REQUEST, "the request broke off"));
    } catch (RuntimeException failure) {
      refuse(response, Trouble.of(failure));
    }
  }

  /** A wrong signature is a wrong key: too many from one address are told to wait. */
  private RefusedRequest counted(RefusedRequest refused, HttpServletRequest request) {
    try {
      if (refused.problem().code() == Code.WRONG_SIGNATURE) {
        limits.wrongKey(request.getRemoteAddr());
      }
      return refused;
    } catch (RefusedRequest tooMany) {
      return tooMany;
    }
  }

  /** Counts a delivery whose signature was right, as an event for each of its kilobytes. */
  private void spend(KnownSource source, byte[] body) {
    int agreed = source.key().rate();
    limits.spend(source.id(), Limits.Usual.SERVER_EVENTS, agreed, 1 + (body.length >> 10));
    uses.used(source.id());
  }

  private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Found found = hooks.at(number(request)).orElseThrow(Signatures::wrong);
    try (Room.Share share = room.open()) {
      byte[] body = bodies.raw(request, share);
      answer(response, outcome(found, request, body));
    }
  }

  private Collector.Outcome outcome(Found found, HttpServletRequest request, byte[] body) {
    return switch (found.hook().kind()) {
      case SHOPIFY -> shopify(found, request, body);
      case WOOCOMMERCE -> wooCommerce(found, request, body);
      case SIGNED -> signed(found, request, body);
    };
  }

  private Collector.Outcome shopify(Found found, HttpServletRequest request, byte[] body) {
    check(found, body, request.getHeader("X-Shopify-Hmac-Sha256"));
    boolean test = "true".equalsIgnoreCase(request.getHeader("X-Shopify-Test"));
    return receiving.document(found, header(request, "X-Shopify-Topic"), test, body);
  }

  private Collector.Outcome wooCommerce(Found found, HttpServletRequest request, byte[] body) {
    String signature = request.getHeader("X-WC-Webhook-Signature");
    if (signature == null && isPing(body)) {
      meters.count(HookKind.WOOCOMMERCE, "", "ping");
      return new Collector.Outcome(0, List.of());
    }
    check(found, body, signature);
    return receiving.document(found, header(request, "X-WC-Webhook-Topic"), false, body);
  }

  /**
   * WooCommerce tries an address with an unsigned word when a webhook is saved; it says nothing.
   */
  private static boolean isPing(byte[] body) {
    return body.length < 40
        && new String(body, StandardCharsets.UTF_8).matches("webhook_id=[0-9]{1,19}");
  }

  private Collector.Outcome signed(Found found, HttpServletRequest request, byte[] body) {
    String signature = request.getHeader("X-Habitue-Signature");
    Signatures.timed(found.hook().secret(), body, signature, clock.instant());
    spend(found.source(), body);
    return receiving.batch(found, body);
  }

  private void check(Found found, byte[] body, @Nullable String signature) {
    if (!Signatures.base64(found.hook().secret(), body, signature)) {
      throw Signatures.wrong();
    }
    spend(found.source(), body);
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value.strip();
  }

  private static String number(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = info == null ? "" : info.substring(1);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void answer(HttpServletResponse response, Collector.Outcome outcome)
      throws IOException {
    Fields success = Fields.of("success", Value.of(true));
    List<Value> rejected =
        List.copyOf(outcome.rejected().stream().map(Collector.Rejected::line).toList());
    Json.write(
        response,
        "application/json",
        rejected.isEmpty() ? success : success.with("rejected", new Value.Many(rejected)));
  }

  private void refuse(HttpServletResponse response, Problem problem) throws IOException {
    meters.refused(problem.code().wireName());
    if (problem.code().status() == 429 || problem.code().status() == 503) {
      response.setHeader("Retry-After", RETRY_SECONDS);
    }
    problem.write(response);
  }
}
