package habitue.server.wire;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What no one foresaw. The log gets the kind of failure and where it happened, never its message,
 * which may quote what a person sent; the caller learns nothing but that it failed.
 */
public final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
  private static final int DEEPEST = 12;

  private Trouble() {}

  public static Problem of(Throwable failure) {
    String where =
        Arrays.stream(failure.getStackTrace())
            .limit(DEEPEST)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining("\n    at "));
    LOG.error("A request failed with {}\n    at {}", failure.getClass().getName(), where);
    return Problem.of(Code.FAILED, "the failure is in the server's log");
  }
}
