package habitue.server.console.words;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries as shops write them: an ISO code, or an English name. */
final class Countries {
  private static final Map<String, Locale> BY_NAME = new HashMap<>();

  static {
    for (String code : Locale.getISOCountries()) {
      Locale country = Locale.of("", code);
      BY_NAME.put(key(country.getDisplayCountry(Locale.ENGLISH)), country);
      BY_NAME.put(key(code), country);
    }
    BY_NAME.put("eire", Locale.of("", "IE"));
    BY_NAME.put("usa", Locale.of("", "US"));
    BY_NAME.put("rsa", Locale.of("", "ZA"));
    BY_NAME.put("uk", Locale.of("", "GB"));
    BY_NAME.put("czech republic", Locale.of("", "CZ"));
  }

  private Countries() {}

  static Optional<String> named(String said, Language language) {
    return Optional.ofNullable(BY_NAME.get(key(said)))
        .map(country -> country.getDisplayCountry(language.locale()));
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
