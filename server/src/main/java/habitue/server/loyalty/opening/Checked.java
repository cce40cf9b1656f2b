package habitue.server.loyalty.opening;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of balances that was looked through.
 *
 * @param hash of the file
 * @param fresh what is to be opened
 * @param already lines of this very file that were opened before
 */
public record Checked(
    String hash, String programme, List<Balance> fresh, long already, Faults faults)
    implements CheckedFile {
  public Checked {
    fresh = List.copyOf(fresh);
  }

  @Override
  public long customers() {
    return fresh.size();
  }

  public long points() {
    return fresh.stream().mapToLong(Balance::points).sum();
  }

  /** How many are given each tier. */
  public SortedMap<String, Long> tiers() {
    var tiers = new TreeMap<String, Long>();
    for (Balance balance : fresh) {
      if (!balance.tier().isEmpty()) {
        tiers.merge(balance.tier(), 1L, Long::sum);
      }
    }
    return tiers;
  }
}
