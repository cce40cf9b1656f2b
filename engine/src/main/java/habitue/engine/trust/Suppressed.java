package habitue.engine.trust;

import habitue.playbook.trust.Channel;

/**
 * The addresses nothing may be sent to, whoever has them. The list is the store's and is asked
 * where someone is to be reached, not folded: a suppression is of an address, which may be nobody's
 * when it is made, somebody's later, and must outlive every person who had it.
 */
public interface Suppressed {
  /** No address is. */
  Suppressed NOTHING =
      new Suppressed() {
        @Override
        public boolean any() {
          return false;
        }

        @Override
        public boolean includes(Channel channel, String address, String purpose) {
          return false;
        }
      };

  /** Whether it is worth asking at all. */
  default boolean any() {
    return true;
  }

  /**
   * @param address as {@link Destination} writes it
   */
  boolean includes(Channel channel, String address, String purpose);
}
