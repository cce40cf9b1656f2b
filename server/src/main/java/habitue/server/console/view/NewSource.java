package habitue.server.console.view;

import java.util.List;

/** A source a colleague asks for. */
public record NewSource(
    String name, String kind, String store, String channel, List<String> origins) {
  public NewSource {
    origins = List.copyOf(origins);
  }

  /** The answer: the key, which is shown once and kept nowhere readable, or why not. */
  public sealed interface Answer {
    record Created(SourceRow source, String key) implements Answer {}

    /**
     * @param field the field at fault: {@code name}, {@code kind}, {@code store}, {@code channel}
     *     or {@code origins}
     * @param code the glossary's key under {@code source.refused.}, such as {@code taken}
     */
    record Refused(String field, String code) implements Answer {}
  }
}
