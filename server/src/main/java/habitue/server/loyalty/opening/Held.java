package habitue.server.loyalty.opening;

import habitue.model.CustomerId;
import habitue.model.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that one customer holds from elsewhere.
 *
 * @param expires null for never
 */
record Held(long line, CustomerId customer, String code, String reward, @Nullable Instant expires)
    implements Line {

  @Override
  public Fields details(String programme) {
    Fields details =
        Fields.NONE.with("programme", programme).with("code", code).with("reward", reward);
    return expires == null ? details : details.with("expires_at", expires.toString());
  }
}
