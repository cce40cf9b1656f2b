package habitue.server.wire;

import habitue.model.Fields;

/** A request that is refused as a whole, thrown to whoever answers it. */
public final class RefusedRequest extends RuntimeException {
  private final transient Problem problem;

  public RefusedRequest(Problem problem) {
    super(problem.code().wireName(), null, false, false);
    this.problem = problem;
  }

  public RefusedRequest(Code code, String detail) {
    this(Problem.of(code, detail));
  }

  public RefusedRequest(Code code, String detail, String field) {
    this(new Problem(code, detail, field, Fields.NONE));
  }

  public Problem problem() {
    return problem;
  }
}
