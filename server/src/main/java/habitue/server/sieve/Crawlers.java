package habitue.server.sieve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Programs by the words of their user agents: a shipped, dated list, and the brand's own. */
final class Crawlers {
  private final List<String> words;

  private Crawlers(List<String> words) {
    this.words = List.copyOf(words);
  }

  static Crawlers with(List<String> own) {
    var words = new ArrayList<>(own);
    words.addAll(shipped());
    return new Crawlers(words);
  }

  /**
   * @param small a user agent in small letters; none says nothing
   */
  boolean include(String small) {
    for (String word : words) {
      if (small.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> shipped() {
    try (InputStream in = Crawlers.class.getResourceAsStream("crawlers.txt")) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its list of crawlers");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.strip().toLowerCase(Locale.ROOT))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the list of crawlers cannot be read", unreadable);
    }
  }
}
