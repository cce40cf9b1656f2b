package habitue.server.audience;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Countries as people write them: by code, or by name in English or French. */
final class Countries {
  private static final Map<String, String> CODES = codes();

  private Countries() {}

  /** Two capitals (ISO 3166-1); empty for what is no country. */
  static String code(String written) {
    return CODES.getOrDefault(letters(written), "");
  }

  private static Map<String, String> codes() {
    var codes = new HashMap<String, String>();
    for (String code : Locale.getISOCountries()) {
      Locale country = Locale.of("", code);
      List<String> names =
          List.of(
              code,
              country.getISO3Country(),
              country.getDisplayCountry(Locale.ENGLISH),
              country.getDisplayCountry(Locale.FRENCH));
      names.forEach(name -> codes.put(letters(name), code));
    }
    for (String british : List.of("UK", "Great Britain", "England", "Scotland", "Wales")) {
      codes.put(letters(british), "GB");
    }
    codes.put(letters("Eire"), "IE");
    codes.put(letters("Holland"), "NL");
    codes.put(letters("United States of America"), "US");
    codes.put(letters("Czech Republic"), "CZ");
    codes.put(letters("Turkey"), "TR");
    return Map.copyOf(codes);
  }

  /** Small letters alone, without accents. */
  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("[^\\p{L}]+", "")
        .toLowerCase(Locale.ROOT);
  }
}
