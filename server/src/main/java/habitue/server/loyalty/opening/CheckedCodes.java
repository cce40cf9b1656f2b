package habitue.server.loyalty.opening;

import java.util.List;

/**
 * A file of codes that was looked through.
 *
 * @param hash of the file
 * @param fresh what is to be brought
 * @param already lines of which everything was brought before
 */
public record CheckedCodes(
    String hash, String programme, List<Held> fresh, long already, Faults faults)
    implements CheckedFile {
  public CheckedCodes {
    fresh = List.copyOf(fresh);
  }

  public long codes() {
    return fresh.size();
  }

  @Override
  public long customers() {
    return fresh.stream().map(Held::customer).distinct().count();
  }
}
