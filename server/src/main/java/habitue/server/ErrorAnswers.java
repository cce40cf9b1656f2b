package habitue.server;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers what nobody else answered: a page for people, a bare problem for machines, and for
 * neither a trace of what is inside.
 */
@Controller
class ErrorAnswers implements ErrorController {
  private final ObjectProvider<ErrorViewResolver> pages;

  ErrorAnswers(ObjectProvider<ErrorViewResolver> pages) {
    this.pages = pages;
  }

  @RequestMapping("/error")
  @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = status(request);
    ErrorViewResolver page = forMachine(request) ? null : pages.stream().findFirst().orElse(null);
    HttpStatus known = HttpStatus.resolve(status);
    ModelAndView view =
        page == null || known == null ? null : page.resolveErrorView(request, known, Map.of());
    if (view != null) {
      response.setStatus(status);
      return view;
    }
    Problem.of(code(status), "nothing more is known about it").write(response);
    return null;
  }

  private static int status(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status instanceof Integer known ? known : Code.UNKNOWN_CALL.status();
  }

  private static boolean forMachine(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String accept = request.getHeader("Accept");
    return !(path instanceof String asked)
        || asked.matches("/(api|v1|actuator)(/.*)?|/openapi.json")
        || accept == null
        || !accept.contains("text/html");
  }

  private static Code code(int status) {
    return switch (status) {
      case 401 -> Code.NO_KEY;
      case 403 -> Code.FORBIDDEN;
      case 404 -> Code.UNKNOWN_CALL;
      default ->
          Arrays.stream(Code.values())
              .filter(code -> code.status() == status)
              .findFirst()
              .orElse(status < 500 ? Code.BAD_REQUEST : Code.FAILED);
    };
  }
}
