package habitue.server.loyalty.opening;

/**
 * Something wrong at a place of a file. It never repeats what stands there.
 *
 * @param line from 1, which names the columns
 * @param column as the file's first line may name it; empty for the whole line
 * @param more what belongs to it: another line's number, the names of tiers; empty for nothing
 */
public record Fault(long line, String column, Wrong wrong, String more) {

  /** In words. */
  public String said() {
    return more.isEmpty() ? wrong.expected() : wrong.expected() + " " + more;
  }
}
