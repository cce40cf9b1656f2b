package habitue.server;

import habitue.server.wire.Code;
import habitue.server.wire.Json;
import habitue.server.wire.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what Tomcat refuses before anything of ours is asked: a bare problem, not its page. */
final class ProblemValve extends ErrorReportValve {
  private static final String DETAIL =
      "the request's first lines cannot be read: see that its address is encoded, without an"
          + " encoded slash, percent or NUL";

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Code code = status == 400 ? Code.BAD_PATH : ErrorAnswers.code(status);
    try {
      byte[] body = Json.bytes(Problem.of(code, DETAIL).body());
      response.setContentType(Problem.MEDIA_TYPE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.getReporter().write(new String(body, StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // The sender hung up: there is nobody to tell.
    }
  }
}
