package habitue.server.console.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The brand whose console this is.
 *
 * @param now the clock that pages are read by: the present, except where a demo holds it
 * @param stores the names orders and sources may carry; a choice is offered from two on
 * @param demo how a demo moved its dates; null for a brand's own data
 */
public record Shop(
    String name,
    String currency,
    ZoneId zone,
    Instant now,
    List<String> stores,
    @Nullable Demo demo) {
  public Shop {
    stores = List.copyOf(stores);
  }

  /**
   * @param weeks by how many weeks dates were moved forward; 0 where they were left
   * @param clockHeld whether {@link Shop#now} stands still
   */
  public record Demo(long weeks, Instant lastOrder, boolean clockHeld) {}
}
