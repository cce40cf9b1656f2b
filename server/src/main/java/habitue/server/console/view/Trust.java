package habitue.server.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people agreed to and asked for, in numbers.
 *
 * @param customers how many there are
 * @param months answers that stand, by the month in which they were given; none before the first
 * @param refusing how many want no marketing by any channel
 * @param objecting how many of them objected to it, rather than refuse each channel
 * @param unprofiled how many want no profile
 * @param restricted how many have frozen what is done with their data
 * @param suppressed by channel, those with any
 * @param kept how long what is known is kept
 */
public record Trust(
    long customers,
    List<Month> months,
    List<Reached> reached,
    long refusing,
    long objecting,
    long unprofiled,
    long restricted,
    List<Barred> suppressed,
    Kept kept) {
  public Trust {
    months = List.copyOf(months);
    reached = List.copyOf(reached);
    suppressed = List.copyOf(suppressed);
  }

  public record Month(YearMonth month, long yes, long no) {
    public long total() {
      return yes + no;
    }
  }

  /**
   * How many a channel reaches.
   *
   * @param marketing with what sells
   * @param contract with what belongs to an order
   * @param atMost whether suppressed addresses are still among them: of this channel the tables
   *     have no addresses to take off
   */
  public record Reached(String channel, long marketing, long contract, boolean atMost) {}

  public record Barred(String channel, long addresses) {}

  /**
   * Someone asked a shop for a copy of their data, and waits.
   *
   * @param id whose it is
   * @param by the shop that passed it on
   * @param late whether the day has gone by
   */
  public record Request(String id, String by, Instant at, Instant due, boolean late) {}

  /**
   * Someone whom a shop's request to erase may mean: a colleague decides.
   *
   * @param erase to be erased; else for a copy
   * @param by the shop that passed it on
   */
  public record Doubt(boolean erase, String id, String by, Instant at) {}

  /**
   * Those who want no marketing by any channel, a page of them.
   *
   * @param next the cursor of the next page, or null on the last
   */
  public record Objectors(List<Objector> people, @Nullable String next) {
    public Objectors {
      people = List.copyOf(people);
    }
  }

  /**
   * @param by who passed it on: a source, a key, a colleague or they themselves
   * @param objects whether they objected to it all, rather than refuse each channel
   */
  public record Objector(PersonRef person, Instant since, String by, boolean objects) {}

  /**
   * Someone was erased.
   *
   * @param lasted until no byte was left; null while it goes on, or when it went on elsewhere
   */
  public record Erasure(Instant at, String by, @Nullable Duration lasted) {}
}
