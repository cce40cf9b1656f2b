package habitue.server.me;

import habitue.server.me.PlainPages.Said;
import habitue.server.wire.RefusedRequest;
import habitue.server.wire.Trouble;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Whatever goes wrong on a customer's page becomes a page that says what to do. */
@ControllerAdvice(basePackageClasses = PageErrors.class)
final class PageErrors {
  private final PlainPages plain;

  PageErrors(PlainPages plain) {
    this.plain = plain;
  }

  @ExceptionHandler
  void refused(RefusedRequest refused, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    plain.refuse(request, response, refused);
  }

  @ExceptionHandler
  void closed(DoorClosed closed, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Retry-After", "1");
    plain.write(request, response, Said.LATER);
  }

  @ExceptionHandler
  void unusable(
      ServletRequestBindingException unusable,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    plain.write(request, response, Said.MISSING);
  }

  @ExceptionHandler
  void failed(RuntimeException failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Trouble.of(failure);
    plain.write(request, response, Said.FAILED);
  }
}
