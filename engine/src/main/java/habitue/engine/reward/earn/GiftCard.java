package habitue.engine.reward.earn;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a category is called that holds gift cards, in shops' words and in Google's taxonomy. */
final class GiftCard {
  private static final Pattern STEP = Pattern.compile("[>/|]");
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\-\u00a0]+");
  private static final Set<String> NAMES =
      Set.of(
          "gift card",
          "gift cards",
          "gift cards & certificates",
          "gift certificate",
          "gift certificates",
          "gift voucher",
          "gift vouchers",
          "bon cadeau",
          "bons cadeaux",
          "carte cadeau",
          "cartes cadeau",
          "cartes cadeaux",
          "cartes et chèques cadeaux",
          "chèque cadeau",
          "chèques cadeau",
          "chèques cadeaux");

  private GiftCard() {}

  /** Whether any step of a category's path is called so. */
  static boolean named(@Nullable String category) {
    return category != null
        && Stream.of(STEP.split(category, -1))
            .map(step -> BETWEEN.matcher(step.strip().toLowerCase(Locale.ROOT)).replaceAll(" "))
            .anyMatch(NAMES::contains);
  }
}
