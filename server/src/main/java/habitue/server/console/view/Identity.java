package habitue.server.console.view;

import habitue.engine.trust.Stance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who someone is, and how we know. */
public record Identity(
    List<Identifier> identifiers, List<Trait> traits, List<Consent> consents, List<Join> joins) {
  public Identity {
    identifiers = List.copyOf(identifiers);
    traits = List.copyOf(traits);
    consents = List.copyOf(consents);
    joins = List.copyOf(joins);
  }

  /**
   * @param key names it in addresses without saying it, opaque
   * @param type the wire name: {@code userId}, {@code email}…
   * @param separable whether it can be separated from the others
   */
  public record Identifier(
      String key,
      String type,
      String value,
      boolean verified,
      Instant since,
      String source,
      boolean separable) {}

  /**
   * @param source who said so
   * @param said whether it is the person's own word
   * @param others other values that lost to this one, newest first
   */
  public record Trait(
      String name,
      String value,
      Instant at,
      String source,
      String event,
      boolean said,
      List<String> others) {
    public Trait {
      others = List.copyOf(others);
    }
  }

  /**
   * @param channel empty for a purpose as such
   * @param wording the version of the words they were asked with; empty when not said
   * @param proof where it can be looked up; empty when not said
   */
  public record Consent(
      String purpose,
      String channel,
      Stance said,
      Instant at,
      String source,
      String wording,
      String proof) {}

  /**
   * A join that can be undone.
   *
   * @param identifier the key of the identifier that came in with it
   * @param by the colleague who joined by hand, or null where the rules did
   */
  public record Join(
      Instant at,
      String identifier,
      String type,
      String value,
      String reason,
      @Nullable String by,
      long events) {}
}
