package habitue.playbook.trust;

import java.util.Map;
import java.util.Set;

/**
 * When a channel may carry marketing.
 *
 * @param label by language
 * @param bases any of which is enough
 * @param wording the version of the words people are asked with now; empty for none
 */
public record ChannelRule(Map<String, String> label, Set<Basis> bases, String wording) {
  /** A channel that carries no marketing. */
  public static final ChannelRule NONE = new ChannelRule(Map.of(), Set.of(), "");

  public ChannelRule {
    label = Map.copyOf(label);
    bases = Set.copyOf(bases);
  }
}
