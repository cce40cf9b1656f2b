package habitue.server.console.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what someone may be reached, and for what. */
public record Reachable(List<Way> ways, Ban ban) {
  public Reachable {
    ways = List.copyOf(ways);
  }

  /** What whoever would write to them has to know first. */
  public enum Ban {
    NONE,
    /** There are addresses, and none may be used for marketing, because they or a list say so. */
    NO_MARKETING,
    /** Nothing is to be done with their data. */
    RESTRICTED
  }

  /**
   * A channel.
   *
   * @param marketing what a message that sells would find
   * @param contract what one that belongs to an order would find
   * @param said what they last said of marketing on it; null before they said anything
   */
  public record Way(
      String channel, Answer marketing, Answer contract, Identity.@Nullable Consent said) {}

  /**
   * @param why a word: the basis of a yes, or what stands against it
   */
  public record Answer(boolean yes, String why) {}
}
