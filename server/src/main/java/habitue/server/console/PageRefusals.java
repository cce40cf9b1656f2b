package habitue.server.console;

import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Whoever asks a page for what is not there, or cannot be, is shown what to do. */
@ControllerAdvice(
    basePackages = {
      "habitue.server.console",
      "habitue.server.catalogue",
      "habitue.server.identify.pages",
      "habitue.server.loyalty.pages",
      "habitue.server.settings"
    })
final class PageRefusals {

  @ExceptionHandler
  void refused(RefusedRequest refused, HttpServletResponse response) throws IOException {
    response.sendError(refused.problem().code().status());
  }
}
