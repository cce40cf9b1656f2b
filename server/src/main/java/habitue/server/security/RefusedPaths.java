package habitue.server.security;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers what the firewall refuses: paths that different readers could read differently. */
final class RefusedPaths implements RequestRejectedHandler {
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused)
      throws IOException {
    refuse(response);
  }

  static void refuse(HttpServletResponse response) throws IOException {
    String detail = "an address has no double or encoded slash, percent or semicolon: use a body";
    Problem.of(Code.BAD_PATH, detail).write(response);
  }
}
