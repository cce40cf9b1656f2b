package habitue.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What people see when something is missing, forbidden or broken. Whoever answers {@code /error}
 * asks here first; machines get their own answer.
 */
@Component
public final class ErrorPages {
  private static final Set<Integer> TOLD = Set.of(403, 404, 409);

  private final Desk desk;
  private final Pages pages;

  ErrorPages(Desk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  /** Whether a person asks, with a browser. */
  public boolean suits(HttpServletRequest request) {
    String accepted = request.getHeader("Accept");
    return accepted != null && accepted.contains("text/html");
  }

  /** Writes the page of a status; the response is not committed yet. */
  public void write(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    String told = TOLD.contains(status) ? String.valueOf(status) : status < 500 ? "400" : "500";
    String page = pages.render("error", Map.of("shell", desk.bareShell(request), "told", told));
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().write(page);
  }
}
