package habitue.playbook.trust;

import habitue.playbook.yaml.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code sensitive.yaml}. */
public final class SensitiveReader {
  private final Purposes purposes;
  private final Map<String, Integer> words = new TreeMap<>();
  private final TreeMap<String, Integer> traits = new TreeMap<>();

  private SensitiveReader(Purposes purposes) {
    this.purposes = purposes;
  }

  public static Sensitive read(Entry file, Purposes purposes) {
    var reader = new SensitiveReader(purposes);
    Map<String, Entry> parts = file.map(List.of("categories", "children"));
    Entry categories = parts.get("categories");
    if (categories != null) {
      categories.map().values().forEach(reader::category);
    }
    return new Sensitive(
        new WordIndex(reader.words), reader.traits, children(file, parts.get("children")));
  }

  private void category(Entry said) {
    Map<String, Entry> parts = said.map(List.of("purpose", "words", "traits"));
    int bit = bit(parts.get("purpose"));
    list(parts.get("words")).forEach(each -> word(each, bit));
    list(parts.get("traits")).forEach(each -> traits.put(small(each), bit));
  }

  private void word(Entry said, int bit) {
    String word = small(said);
    if (word.isEmpty() || !word.chars().allMatch(Character::isLetterOrDigit)) {
      said.mistake("a single word is expected");
    }
    words.put(word, bit);
  }

  private int bit(@Nullable Entry said) {
    if (said == null) {
      return 0;
    }
    int bit = purposes.bit(said.text());
    if (bit <= Purpose.ADVERTISE) {
      List<String> own =
          purposes.purposes().stream()
              .filter(each -> each.bit() > Purpose.ADVERTISE)
              .map(Purpose::name)
              .toList();
      said.mistake(
          "a purpose of your own from purposes.yaml is expected, which people agree to by its name"
              + (own.isEmpty() ? "" : ": one of " + String.join(", ", own)));
    }
    return bit;
  }

  private static Children children(Entry file, @Nullable Entry said) {
    if (said == null) {
      file.mistake("children is missing");
      return new Children(15, new TreeMap<>(), List.of());
    }
    Map<String, Entry> parts = said.map(List.of("age", "countries", "born"));
    var countries = new TreeMap<String, Integer>();
    Entry listed = parts.get("countries");
    if (listed != null) {
      listed.map().forEach((code, age) -> countries.put(code, age.whole(10, 21)));
    }
    Entry age = parts.get("age");
    List<String> born = list(parts.get("born")).stream().map(Entry::text).toList();
    return new Children(age == null ? 15 : age.whole(10, 21), countries, born);
  }

  private static List<Entry> list(@Nullable Entry said) {
    return said == null ? List.of() : said.list();
  }

  private static String small(Entry said) {
    return said.text().toLowerCase(Locale.ROOT);
  }
}
