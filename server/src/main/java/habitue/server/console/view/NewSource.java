package habitue.server.console.view;

import java.util.List;

/**
 * A source a colleague asks for.
 *
 * @param missingConsent what an event means that says nothing of consent: {@code given}, {@code
 *     refused}, or empty for as is usual of its kind
 * @param secret what a shop signs its webhooks with; empty to have one made
 * @param emailsVerified whether the shop vouches for every e-mail in its webhooks
 * @param customerNumbers {@code own} where a shop's numbers of customers count within its store,
 *     {@code shared} where they are the brand's, or empty
 */
public record NewSource(
    String name,
    String kind,
    String store,
    String channel,
    List<String> origins,
    String missingConsent,
    String secret,
    boolean emailsVerified,
    String customerNumbers) {
  public NewSource {
    origins = List.copyOf(origins);
  }

  /** The answer: the key, which is shown once and kept nowhere readable, or why not. */
  public sealed interface Answer {
    record Created(SourceRow source, String key) implements Answer {}

    /**
     * @param path where the shop sends its webhooks
     * @param secret shown this once; empty when it is the shop's own
     */
    record Listening(SourceRow source, String path, String secret) implements Answer {}

    /**
     * @param field the field at fault: {@code name}, {@code kind}, {@code store}, {@code channel},
     *     {@code origins}, {@code missing}, {@code secret} or {@code numbers}
     * @param code the glossary's key under {@code source.refused.}, such as {@code taken}
     */
    record Refused(String field, String code) implements Answer {}
  }
}
