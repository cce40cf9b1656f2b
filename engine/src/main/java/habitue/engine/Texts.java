package habitue.engine;

import habitue.model.Fields;
import org.jspecify.annotations.Nullable;

/** Texts of clients, cut to a length that a state can bear. */
public final class Texts {
  /** The most characters kept of a name or title. */
  public static final int NAME = 120;

  /** The most characters kept of an id, a key or a path. */
  public static final int KEY = 200;

  private Texts() {}

  /** Eight bytes that stand for a text where there is no room for it: FNV-1a. */
  public static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The first characters of a text; never half of a surrogate pair. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** The text under a name, cut; null when there is none. */
  public static @Nullable String read(Fields fields, String name, int most) {
    return fields.text(name).map(text -> cut(text, most)).orElse(null);
  }

  /** The first of several names that holds a text, cut; null when none does. */
  public static @Nullable String first(Fields fields, int most, String... names) {
    for (String name : names) {
      String text = read(fields, name, most);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
