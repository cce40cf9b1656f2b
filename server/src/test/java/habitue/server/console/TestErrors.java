package habitue.server.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.HttpRequestHandler;

/**
 * Answers {@code /error} for people, as the product's server does. Not a stereotype: see
 * TestServer.
 */
record TestErrors(ErrorPages pages) implements ErrorController, HttpRequestHandler {
  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    pages.write(request, response, status instanceof Integer known ? known : 500);
  }
}
