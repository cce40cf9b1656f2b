package habitue.server.fuzz;

/** What came back. */
record Answer(int status, String head, String body) {

  boolean problem() {
    return head.contains("application/problem+json");
  }
}
