package habitue.server.identify.pages;

import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Whoever asks for what is not there is shown the page that says so. */
@ControllerAdvice(basePackageClasses = PageRefusals.class)
final class PageRefusals {

  @ExceptionHandler
  void refused(RefusedRequest refused, HttpServletResponse response) throws IOException {
    response.sendError(refused.problem().code().status());
  }
}
