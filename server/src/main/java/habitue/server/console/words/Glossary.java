package habitue.server.console.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The words of one language, by key. A phrase names its holes in braces: {@code {0}}, {@code
 * {order}}.
 */
final class Glossary {
  private static final Glossary ENGLISH = read(Language.ENGLISH);
  private static final Glossary FRENCH = read(Language.FRENCH);

  private final Properties phrases;

  private Glossary(Properties phrases) {
    this.phrases = phrases;
  }

  static Glossary of(Language language) {
    return switch (language) {
      case ENGLISH -> ENGLISH;
      case FRENCH -> FRENCH;
    };
  }

  /** A missing phrase shows its key: a page with one odd word is better than none. */
  String phrase(String key) {
    return phrases.getProperty(key, key);
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(phrases.getProperty(key));
  }

  Set<String> keys() {
    return phrases.stringPropertyNames();
  }

  private static Glossary read(Language language) {
    String file = "/messages_" + language.tag() + ".properties";
    try (InputStream in = Glossary.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + file);
      }
      var phrases = new Properties();
      phrases.load(new InputStreamReader(in, UTF_8));
      return new Glossary(phrases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
