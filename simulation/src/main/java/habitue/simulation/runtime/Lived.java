package habitue.simulation.runtime;

import habitue.model.Commitment;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a runtime made of a stream of records.
 *
 * @param states the parts of each entity's state, as text
 * @param commitments of each strand, in order
 * @param timers when each entity wants to be woken next
 * @param sends what each pair of entities said to each other, in order
 */
public record Lived(
    SortedMap<String, List<String>> states,
    SortedMap<String, List<String>> commitments,
    SortedMap<String, String> timers,
    SortedMap<String, List<String>> sends) {

  public Lived {
    states = new TreeMap<>(states);
    commitments = new TreeMap<>(commitments);
    timers = new TreeMap<>(timers);
    sends = new TreeMap<>(sends);
  }

  /** A commitment without its place in a journal, which a timer's has only by chance. */
  public static String words(Commitment made) {
    return String.join(
        " ",
        made.now().toString(),
        made.entity().toString(),
        made.name(),
        Map.copyOf(made.details().values()).toString(),
        String.valueOf(made.because().position()));
  }
}
