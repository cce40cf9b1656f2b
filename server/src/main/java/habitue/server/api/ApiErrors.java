package habitue.server.api;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.server.wire.Trouble;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Whatever goes wrong in a call becomes a problem with a stable code. */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
final class ApiErrors {

  @ExceptionHandler
  void refused(RefusedRequest refused, HttpServletResponse response) throws IOException {
    refused.problem().write(response);
  }

  @ExceptionHandler
  void closed(DoorClosed closed, HttpServletResponse response) throws IOException {
    Code code = Code.named(closed.code()).orElse(Code.UNAVAILABLE);
    response.setHeader("Retry-After", "1");
    Problem.of(code, "nothing was done; ask again").write(response);
  }

  @ExceptionHandler({
    HttpMessageNotReadableException.class,
    HttpMediaTypeNotSupportedException.class,
    HttpMediaTypeNotAcceptableException.class,
    HttpRequestMethodNotSupportedException.class,
    MethodArgumentTypeMismatchException.class,
    ServletRequestBindingException.class,
    InvalidParameterException.class
  })
  void unusable(Exception unusable, HttpServletResponse response) throws IOException {
    RefusedRequest within = within(unusable);
    Problem problem = within == null ? problem(unusable) : within.problem();
    problem.write(response);
  }

  @ExceptionHandler
  void failed(RuntimeException failure, HttpServletResponse response) throws IOException {
    RefusedRequest within = within(failure);
    Problem problem = within == null ? Trouble.of(failure) : within.problem();
    problem.write(response);
  }

  /** A refusal that the JSON reader wrapped up, such as a body that is too large. */
  private static @Nullable RefusedRequest within(Throwable failure) {
    Throwable each = failure;
    while (each != null && !(each instanceof RefusedRequest)) {
      each = each.getCause();
    }
    return (RefusedRequest) each;
  }

  private static Problem problem(Exception unusable) {
    return switch (unusable) {
      case HttpMessageNotReadableException _ ->
          Problem.of(Code.BAD_JSON, "the body is not JSON of the expected form");
      case HttpMediaTypeNotSupportedException _ ->
          Problem.of(Code.UNSUPPORTED_MEDIA, "send application/json");
      case HttpMediaTypeNotAcceptableException _ ->
          Problem.of(Code.NOT_ACCEPTABLE, "answers are application/json");
      case HttpRequestMethodNotSupportedException _ ->
          Problem.of(Code.WRONG_METHOD, "the call knows other methods");
      case MethodArgumentTypeMismatchException mismatch ->
          new Problem(
              Code.BAD_REQUEST,
              mismatch.getName() + " has another type",
              mismatch.getName(),
              habitue.model.Fields.NONE);
      case InvalidParameterException _ ->
          Problem.of(Code.BAD_REQUEST, "what follows the question mark is not encoded rightly");
      default -> Problem.of(Code.BAD_REQUEST, "the request lacks something");
    };
  }
}
