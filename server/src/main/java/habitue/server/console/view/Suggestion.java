package habitue.server.console.view;

import java.util.List;

/** Someone who may be the same person; never joined without a colleague's word. */
public record Suggestion(PersonRef other, long orders, List<Reason> reasons) {
  public Suggestion {
    reasons = List.copyOf(reasons);
  }

  /**
   * @param words the glossary's key under {@code alike.}, such as {@code email}
   * @param value what both have
   */
  public record Reason(String words, String value) {}
}
