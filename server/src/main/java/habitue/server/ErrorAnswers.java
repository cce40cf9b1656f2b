package habitue.server;

import habitue.server.console.ErrorPages;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what nobody else answered: a page for people, a bare problem for machines, and for
 * neither a trace of what is inside.
 */
@Controller
class ErrorAnswers implements ErrorController {
  private final ObjectProvider<ErrorPages> pages;

  ErrorAnswers(ObjectProvider<ErrorPages> pages) {
    this.pages = pages;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object told = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = told instanceof Integer known ? known : Code.UNKNOWN_CALL.status();
    if (!forMachine(request) && pages.getObject().suits(request)) {
      pages.getObject().write(request, response, status);
    } else {
      Problem.of(code(status), "nothing more is known about it").write(response);
    }
  }

  private static boolean forMachine(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
        && asked.matches("/(api|v1|actuator)(/.*)?|/openapi.json");
  }

  static Code code(int status) {
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
