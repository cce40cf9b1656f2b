package habitue.playbook.traffic;

import habitue.playbook.traffic.Traffic.People;
import habitue.playbook.yaml.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code traffic.yaml}. What it leaves out is empty. */
public final class TrafficReader {
  private static final int USUAL_RATE = 600;
  private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F:.]{2,45}(/[0-9]{1,3})?");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9.-]{1,253}");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,60}\\*?");
  private static final Pattern ANY = Pattern.compile(".{1,200}");
  private static final Pattern AGENT = Pattern.compile(".{3,100}");

  private TrafficReader() {}

  public static Traffic read(Entry file) {
    Map<String, Entry> parts = file.map(List.of("internal", "test", "bots", "parameters"));
    Map<String, Entry> internal = named(parts, "internal", List.of("networks", "emails", "users"));
    Map<String, Entry> test = named(parts, "test", List.of("coupons", "emails", "users"));
    Map<String, Entry> bots = named(parts, "bots", List.of("agents", "events-a-minute"));
    Entry rate = bots.get("events-a-minute");
    return new Traffic(
        words(
            internal.get("networks"),
            NETWORK,
            "a network such as 192.0.2.0/24",
            TrafficReader::small),
        people(internal),
        people(test),
        words(test.get("coupons"), ANY, "a coupon", TrafficReader::small),
        new ArrayList<>(
            words(bots.get("agents"), AGENT, "three letters or more", TrafficReader::small)),
        rate == null ? USUAL_RATE : rate.whole(10, 1_000_000),
        words(parts.get("parameters"), PARAMETER, "a parameter's name", UnaryOperator.identity()));
  }

  private static Map<String, Entry> named(
      Map<String, Entry> parts, String name, List<String> known) {
    Entry said = parts.get(name);
    return said == null ? Map.of() : said.map(known);
  }

  private static People people(Map<String, Entry> said) {
    return new People(
        words(said.get("users"), ANY, "a userId", UnaryOperator.identity()),
        words(said.get("emails"), DOMAIN, "a domain such as brand.example", TrafficReader::small));
  }

  private static String small(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static Set<String> words(
      @Nullable Entry list, Pattern shape, String wanted, UnaryOperator<String> form) {
    var words = new LinkedHashSet<String>();
    if (list == null) {
      return words;
    }
    for (Entry each : list.list()) {
      String word = form.apply(each.text());
      if (!shape.matcher(word).matches()) {
        each.mistake(wanted + " is expected");
      }
      words.add(word);
    }
    return words;
  }
}
