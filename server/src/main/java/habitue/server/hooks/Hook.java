package habitue.server.hooks;

/**
 * What a source needs to receive webhooks.
 *
 * @param source its number, which is also in the webhook's address
 * @param secret what the sender signs with; kept readable, because a signature needs it
 * @param vouches whether the shop vouches for every e-mail it sends, also those typed by guests
 */
record Hook(int source, HookKind kind, String secret, boolean vouches, CustomerNumbers numbers) {
  /** Nothing secret: records end up in logs. */
  @Override
  public String toString() {
    return kind.wireName() + " webhook of source " + source;
  }
}
