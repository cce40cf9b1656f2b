package habitue.playbook.trust;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is never concluded of anyone, unless they agreed to a purpose by its name. Words and traits
 * map to the bit of that purpose; 0 where there is none.
 */
public record Sensitive(WordIndex words, SortedMap<String, Integer> traits, Children children) {
  /** What someone is called and where they live tells nothing: there are people named Gay. */
  private static final SortedSet<String> CONTACT = contact();

  public Sensitive {
    traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
  }

  private static SortedSet<String> contact() {
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(List.of("name", "firstName", "first_name", "lastName", "last_name", "username"));
    names.addAll(List.of("email", "phone", "address"));
    return Collections.unmodifiableSortedSet(names);
  }

  /** Whether a text may be concluded from, given the purposes its record may be read for. */
  public boolean allows(String text, int readable) {
    return words.allows(text, readable);
  }

  /** Whether something said of a person may be kept: neither its name nor a text in it tells. */
  public boolean allows(String name, Value value, int readable) {
    return allowsTrait(name, readable) && (CONTACT.contains(name) || allows(value, readable));
  }

  private boolean allows(Value value, int readable) {
    return switch (value) {
      case Value.Text(String text) -> allows(text, readable);
      case Value.Many(List<Value> many) -> many.stream().allMatch(each -> allows(each, readable));
      case Fields fields ->
          fields.values().entrySet().stream()
              .allMatch(each ->
                  allowsTrait(each.getKey(), readable) && allows(each.getValue(), readable));
      case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Nothing _ -> true;
    };
  }

  public boolean allowsTrait(String name, int readable) {
    Integer bit = traits.get(name.toLowerCase(Locale.ROOT));
    return (bit == null || (bit & readable) != 0) && allows(name, readable);
  }
}
