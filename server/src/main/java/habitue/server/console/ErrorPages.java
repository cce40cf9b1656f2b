package habitue.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What people see when something is missing, forbidden or broken. Machines get their own answer. */
@Component
final class ErrorPages implements ErrorViewResolver {
  private static final Set<Integer> TOLD = Set.of(403, 404, 409);

  private final Desk desk;
  private final Pages pages;

  ErrorPages(Desk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    View view =
        (values, asked, response) -> {
          response.setContentType("text/html");
          response.setCharacterEncoding(StandardCharsets.UTF_8.name());
          response.getWriter().write(page(asked, status));
        };
    return new ModelAndView(view);
  }

  private String page(HttpServletRequest request, HttpStatus status) {
    String told =
        TOLD.contains(status.value())
            ? String.valueOf(status.value())
            : status.is4xxClientError() ? "400" : "500";
    return pages.render("error", Map.of("shell", desk.bareShell(request), "told", told));
  }
}
