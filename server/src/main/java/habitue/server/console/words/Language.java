package habitue.server.console.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages people read here. */
public enum Language {
  ENGLISH(Locale.UK),
  FRENCH(Locale.FRANCE);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  /** {@code en} or {@code fr}. */
  public String tag() {
    return locale.getLanguage();
  }

  public static Optional<Language> tagged(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
  }

  /** The first language of an Accept-Language header that is spoken here, else English. */
  public static Language accepted(@Nullable String header) {
    if (header == null || header.length() > 500) {
      return ENGLISH;
    }
    try {
      return Locale.LanguageRange.parse(header).stream()
          .filter(range -> range.getWeight() > 0)
          .flatMap(range -> tagged(range.getRange().split("-", 2)[0]).stream())
          .findFirst()
          .orElse(ENGLISH);
    } catch (IllegalArgumentException malformed) {
      return ENGLISH;
    }
  }

  public Language other() {
    return this == ENGLISH ? FRENCH : ENGLISH;
  }
}
