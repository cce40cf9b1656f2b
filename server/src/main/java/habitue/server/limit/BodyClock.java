package habitue.server.limit;

import habitue.server.wire.Code;
import habitue.server.wire.Json;
import habitue.server.wire.Problem;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Has every body arrive in time, whoever reads it: forms are read by Tomcat itself, which waits
 * anew for each byte and so for ever for someone who sends one now and then.
 */
public final class BodyClock extends ValveBase {
  private final Duration patience;
  private final LongSupplier nanos;

  public BodyClock(Duration patience, LongSupplier nanos) {
    super(true);
    this.patience = patience;
    this.nanos = nanos;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    var coyote = request.getCoyoteRequest();
    InputBuffer plain = coyote.getInputBuffer();
    var timed = new Timed(plain, coyote, nanos.getAsLong() + patience.toNanos());
    coyote.setInputBuffer(timed);
    try {
      getNext().invoke(request, response);
    } finally {
      coyote.setInputBuffer(plain);
    }
    if (timed.late && !response.isCommitted()) {
      refuse(response);
    }
  }

  private static void refuse(Response response) throws IOException {
    Problem problem = Problem.of(Code.SLOW_BODY, "the body did not arrive in time");
    response.reset();
    response.setSuspended(false);
    response.setStatus(Code.SLOW_BODY.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(Json.bytes(problem.body()));
    response.finishResponse();
  }

  /** Reads until the deadline; what is left then is not waited for either. */
  private final class Timed implements InputBuffer {
    private final InputBuffer from;
    private final org.apache.coyote.Request request;
    private final long deadline;
    private boolean late;

    Timed(InputBuffer from, org.apache.coyote.Request request, long deadline) {
      this.from = from;
      this.request = request;
      this.deadline = deadline;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      try {
        int read = from.doRead(handler);
        if (read < 0 || nanos.getAsLong() - deadline < 0) {
          return read;
        }
      } catch (SocketTimeoutException silent) {
        tooLate();
        throw silent;
      }
      tooLate();
      throw new SocketTimeoutException("the body did not arrive in time");
    }

    private void tooLate() {
      late = true;
      request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    @Override
    public int available() {
      return from.available();
    }
  }
}
