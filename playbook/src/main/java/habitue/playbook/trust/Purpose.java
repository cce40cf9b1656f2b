package habitue.playbook.trust;

import java.util.Map;

/**
 * What personal data is used for. The first three are in every playbook; a brand may name more,
 * each of which someone has to agree to by its name.
 *
 * @param bit its place in a set of purposes
 * @param label by language
 */
public record Purpose(String name, int bit, Map<String, String> label) {
  /** Counting visits and where they come from. */
  public static final int MEASURE = 1;

  /** Interests, searches, baskets: whatever makes a page or a message someone's own. */
  public static final int PERSONALISE = 2;

  /** Being shown or sent advertisement elsewhere. */
  public static final int ADVERTISE = 4;

  /** What an order needs. Nobody is asked for it. */
  public static final String CONTRACT = "contract";

  /** A parent's agreement that a child is known. */
  public static final String PARENTAL = "parental";

  public Purpose {
    label = Map.copyOf(label);
  }
}
