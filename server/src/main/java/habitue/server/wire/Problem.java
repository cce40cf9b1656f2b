package habitue.server.wire;

import habitue.model.Fields;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * A refusal as RFC 9457 wants it told.
 *
 * @param detail one sentence for a developer; never a value someone sent
 * @param field the field at fault, dotted from the event's top; empty when none is
 * @param more further members, such as the candidates of an ambiguous reference
 */
public record Problem(Code code, String detail, String field, Fields more) {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String RETRY_AFTER = "retryAfter";

  public static Problem of(Code code, String detail) {
    return new Problem(code, detail, "", Fields.NONE);
  }

  /** The same, with how long to wait before asking again. */
  public Problem after(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new Problem(code, detail, field, more.with(RETRY_AFTER, seconds));
  }

  public Fields body() {
    Fields body =
        Fields.NONE
            .with("type", "urn:habitue:problem:" + code.wireName())
            .with("title", code.title())
            .with("status", code.status())
            .with("code", code.wireName())
            .with("detail", detail);
    if (!field.isEmpty()) {
      body = body.with("field", field);
    }
    for (var entry : more.values().entrySet()) {
      body = body.with(entry.getKey(), entry.getValue());
    }
    return body;
  }

  /** Answers with this problem, unless an answer is already on its way. */
  public void write(HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(code.status());
    more.number(RETRY_AFTER).ifPresent(seconds -> tellWhen(response, seconds.toPlainString()));
    Json.write(response, MEDIA_TYPE, body());
  }

  /** Seconds from now in both, as the browser client reads them. */
  private static void tellWhen(HttpServletResponse response, String seconds) {
    response.setHeader("Retry-After", seconds);
    response.setHeader("X-RateLimit-Reset", seconds);
  }
}
