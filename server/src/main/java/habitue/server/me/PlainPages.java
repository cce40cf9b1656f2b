package habitue.server.me;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.server.console.Pages;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * The pages that say one thing, in both languages: why a link does not open, that a page was
 * closed, that nothing is held. Nothing on them is about anyone.
 */
@Component
final class PlainPages implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final PageDesk desk;
  private final Pages pages;

  PlainPages(PageDesk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  /** What there is to say; its words are in the glossary under {@code me.said.}. */
  enum Said {
    FORGED(HttpStatus.NOT_FOUND),
    EXPIRED(HttpStatus.GONE),
    USED(HttpStatus.GONE),
    UNCLEAR(HttpStatus.GONE),
    NOTHING(HttpStatus.GONE),
    OVER(HttpStatus.UNAUTHORIZED),
    STALE(HttpStatus.FORBIDDEN),
    MISSING(HttpStatus.NOT_FOUND),
    BUSY(HttpStatus.TOO_MANY_REQUESTS),
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR),
    LATER(HttpStatus.SERVICE_UNAVAILABLE),
    GONE(HttpStatus.OK),
    CLOSED(HttpStatus.OK);

    private final HttpStatus status;

    Said(HttpStatus status) {
      this.status = status;
    }
  }

  ResponseEntity<String> show(HttpServletRequest request, Said said) {
    return pages.show(said.status, "me/said", values(request, said));
  }

  void write(HttpServletRequest request, HttpServletResponse response, Said said)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(said.status.value());
    response.setContentType("text/html");
    response.setCharacterEncoding(UTF_8.name());
    response.getWriter().write(pages.render("me/said", values(request, said)));
  }

  /** One who asks too much, or whom the store cannot serve now. */
  void refuse(HttpServletRequest request, HttpServletResponse response, RefusedRequest refused)
      throws IOException {
    refused
        .problem()
        .more()
        .number("retryAfter")
        .ifPresent(seconds -> response.setHeader("Retry-After", seconds.toPlainString()));
    Said said =
        switch (refused.problem().code()) {
          case RATE_LIMITED, TOO_MANY_FAILURES, BUSY -> Said.BUSY;
          case ERASED, UNKNOWN_CUSTOMER -> Said.NOTHING;
          default -> Said.LATER;
        };
    write(request, response, said);
  }

  private Map<String, Object> values(HttpServletRequest request, Said said) {
    return Map.of("shell", desk.shell(request), "said", said.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
      throws IOException {
    write(request, response, PageGate.erased(request) ? Said.NOTHING : Said.OVER);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    boolean form = denied instanceof CsrfException;
    boolean over = form && PageGate.session(request) == null;
    write(request, response, over ? Said.OVER : form ? Said.STALE : Said.MISSING);
  }
}
