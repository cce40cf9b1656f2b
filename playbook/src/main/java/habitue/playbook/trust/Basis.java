package habitue.playbook.trust;

/** What allows a brand to write to someone on a channel. */
public enum Basis {
  /** They said yes. */
  CONSENT,
  /** They said yes, and confirmed it from the address itself. */
  CONFIRMED_CONSENT,
  /** They bought, and hear of products like those; until they object. */
  SIMILAR_PRODUCTS,
  /** The message is part of what they bought: no marketing. */
  CONTRACT
}
