package habitue.server.sieve;

import habitue.model.Fields;
import habitue.model.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Country and region of an address, by a table the brand provides: lines of {@code
 * network,country,region}, such as {@code 192.0.2.0/24,FR,ARA}. Of several networks the narrowest
 * counts. Without a table nothing of an address is kept.
 */
public final class Places {
  public static final Places NONE = new Places(Map.of());

  private final Map<Network, Fields> places;
  private final int[] widths;

  private Places(Map<Network, Fields> places) {
    this.places = places;
    var bits = new TreeSet<Integer>();
    places.keySet().forEach(network -> bits.add(network.bits()));
    this.widths = bits.descendingSet().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Reads a table; a line that is none is named in the failure. */
  public static Places read(Path file) {
    var places = new HashMap<Network, Fields>();
    var shared = new HashMap<Fields, Fields>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("network,")) {
          add(line, file + ":" + number, places, shared);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the table of places cannot be read", unreadable);
    }
    return new Places(places);
  }

  private static void add(
      String line, String where, Map<Network, Fields> places, Map<Fields, Fields> shared) {
    String[] parts = line.split(",", -1);
    Network network = parts.length < 2 ? null : Network.parse(parts[0]);
    if (network == null || !parts[1].strip().matches("[A-Z]{2}")) {
      throw new IllegalArgumentException(where + ": a line is network,country,region");
    }
    Fields place = Fields.of("country", Value.of(parts[1].strip()));
    boolean region = parts.length > 2 && !parts[2].isBlank();
    Fields whole = region ? place.with("region", parts[2].strip()) : place;
    places.put(network, shared.computeIfAbsent(whole, each -> each));
  }

  @Nullable Fields find(Network address) {
    for (int bits : widths) {
      Fields place = places.get(address.masked(bits));
      if (place != null) {
        return place;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return widths.length == 0;
  }
}
