package habitue.server.hooks;

import habitue.model.Identifier;
import habitue.server.collect.KnownSource;
import habitue.server.privacy.Right;
import java.util.List;

/** Does what a person asked of the shop, and the shop of us. */
@FunctionalInterface
public interface PersonRequests {

  /**
   * Takes a request on; durable when it returns. Asked again, it does the same again.
   *
   * @param who the names the shop gives for the person; unknown ones are nobody's
   * @param reference the shop's number for the request, or empty
   */
  void take(KnownSource source, Right right, List<Identifier> who, String reference);
}
