package habitue.server;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what nobody else answered: a bare problem, without a trace of what is inside. */
@Controller
class ErrorAnswers implements ErrorController {
  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int number = status instanceof Integer known ? known : Code.UNKNOWN_CALL.status();
    Problem.of(code(number), "nothing more is known about it").write(response);
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
