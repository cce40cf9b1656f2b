package habitue.playbook.trust;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is never concluded of anyone, unless they agreed to a purpose by its name. Words and traits
 * map to the bit of that purpose; 0 where there is none.
 */
public record Sensitive(WordIndex words, SortedMap<String, Integer> traits, Children children) {
  public Sensitive {
    traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
  }

  /** Whether a text may be concluded from, given the purposes its record may be read for. */
  public boolean allows(String text, int readable) {
    return words.allows(text, readable);
  }

  public boolean allowsTrait(String name, int readable) {
    Integer bit = traits.get(name.toLowerCase(Locale.ROOT));
    return bit == null || (bit & readable) != 0;
  }
}
