package habitue.server.hooks;

/** A document without something that its topic promises; ends as {@link Meaning.Unfit}. */
final class UnreadableDocument extends RuntimeException {
  private final String field;

  UnreadableDocument(String field) {
    super(field, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }
}
