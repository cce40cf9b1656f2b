package habitue.playbook.trust;

import habitue.playbook.yaml.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code purposes.yaml}. */
public final class PurposesReader {
  private static final List<String> BUILT_IN = List.of("measure", "personalise", "advertise");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private final List<Purpose> purposes = new ArrayList<>();
  private final SortedMap<String, Integer> categories = new TreeMap<>();
  private final Map<Channel, ChannelRule> channels = new EnumMap<>(Channel.class);
  private final SortedMap<String, Map<String, String>> wordings = new TreeMap<>();

  private PurposesReader() {}

  public static Purposes read(Entry file) {
    var reader = new PurposesReader();
    reader.readAll(file);
    return new Purposes(reader.purposes, reader.categories, reader.channels, reader.wordings);
  }

  private void readAll(Entry file) {
    Map<String, Entry> parts = file.map(List.of("purposes", "channels", "wordings"));
    Entry said = parts.get("wordings");
    if (said != null) {
      said.map().forEach((version, words) -> wordings.put(version, both(words)));
    }
    purposes(file, parts.get("purposes"));
    channels(file, parts.get("channels"));
  }

  private void purposes(Entry file, @Nullable Entry said) {
    if (said == null) {
      file.mistake("purposes are missing: " + String.join(", ", BUILT_IN));
      return;
    }
    Map<String, Entry> named = said.map();
    Set<String> names = new LinkedHashSet<>(BUILT_IN);
    names.addAll(named.keySet());
    if (names.size() > Purposes.MOST) {
      said.mistake("a playbook names at most %d purposes".formatted(Purposes.MOST));
      return;
    }
    for (String name : names) {
      Entry purpose = named.get(name);
      if (purpose == null) {
        said.mistake(name + " is missing");
      } else {
        purpose(name, purpose);
      }
    }
  }

  private void purpose(String name, Entry said) {
    if (!NAME.matcher(name).matches() || reserved(name)) {
      said.mistake(name + " cannot name a purpose");
    }
    Map<String, Entry> parts = said.map(List.of("label", "categories"));
    int bit = 1 << purposes.size();
    purposes.add(new Purpose(name, bit, label(said, parts)));
    Entry listed = parts.get("categories");
    if (listed != null) {
      for (Entry category : listed.list()) {
        categories.merge(
            category.text().toLowerCase(Locale.ROOT), bit, (one, other) -> one | other);
      }
    }
  }

  private static boolean reserved(String name) {
    return name.equals(Purpose.CONTRACT) || name.equals(Purpose.PARENTAL);
  }

  private void channels(Entry file, @Nullable Entry said) {
    List<String> known = List.of(Channel.values()).stream().map(Channel::wireName).toList();
    Map<String, Entry> named = said == null ? Map.of() : said.map(known);
    for (Channel channel : Channel.values()) {
      Entry rule = named.get(channel.wireName());
      if (rule == null) {
        (said == null ? file : said)
            .mistake("the channel %s is missing".formatted(channel.wireName()));
      } else {
        channels.put(channel, rule(rule));
      }
    }
  }

  private ChannelRule rule(Entry said) {
    Map<String, Entry> parts = said.map(List.of("label", "basis", "wording"));
    Set<Basis> bases = EnumSet.noneOf(Basis.class);
    Entry listed = parts.get("basis");
    if (listed == null) {
      said.mistake("basis is missing");
    } else {
      listed.list().forEach(each -> bases.add(each.choice(Basis.class)));
    }
    Entry wording = parts.get("wording");
    return new ChannelRule(label(said, parts), bases, wording == null ? "" : wording(wording));
  }

  private String wording(Entry said) {
    String version = said.text();
    if (!wordings.containsKey(version)) {
      said.unknown(version, wordings.keySet());
    }
    return version;
  }

  private static Map<String, String> label(Entry owner, Map<String, Entry> parts) {
    Entry label = parts.get("label");
    if (label == null) {
      owner.mistake("label is missing");
      return Map.of();
    }
    return both(label);
  }

  /** Words in both languages: one left out is a mistake. */
  private static Map<String, String> both(Entry said) {
    Map<String, String> words = said.words();
    Collection<String> languages = List.of("fr", "en");
    languages.stream()
        .filter(language -> words.getOrDefault(language, "").isBlank())
        .forEach(language -> said.mistake(language + " is missing"));
    return words;
  }
}
