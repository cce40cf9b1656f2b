package habitue.playbook.plan;

import habitue.playbook.rule.Fold;
import habitue.playbook.rule.Names;
import habitue.playbook.trust.Retention;
import habitue.playbook.trust.Sensitive;
import habitue.playbook.yaml.Entry;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule may not do though it is well written, by the brand's other files. */
record Bounds(Sensitive sensitive, Retention retention) {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final long DAY = 86_400_000;
  private static final LocalDate COMMON_YEAR = LocalDate.of(2026, 1, 1);

  /**
   * Nothing sensitive may be asked, but for a purpose that someone agrees to by its name.
   *
   * @param purposes those the rule is for, as bits
   */
  void harmless(Entry entry, int purposes) {
    Matcher quoted = QUOTED.matcher(entry.text());
    while (quoted.find()) {
      String text = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
      if (!sensitive.allows(text, purposes)) {
        entry.mistake(
            1,
            quoted.start(),
            "\"%s\" is sensitive (sensitive.yaml): only a rule whose purpose is named there may ask"
                .formatted(text));
      }
    }
  }

  /** The same of a name, or of words that people read. */
  void harmless(Entry entry, String words, int purposes) {
    if (!sensitive.allows(words.replace('_', ' '), purposes)) {
      entry.mistake(
          "\"%s\" is sensitive (sensitive.yaml): only a rule whose purpose is named there may say it"
              .formatted(words));
    }
  }

  /** No window may be longer than the events in it are kept. */
  void kept(Entry entry, Set<Integer> folds, Names names) {
    for (int place : folds) {
      Fold fold = names.fold(place);
      Optional<Period> period = retention.of(fold.event());
      period
          .map(Bounds::days)
          .filter(days -> days * DAY < fold.window())
          .ifPresent(days ->
              entry.mistake(
                  "%s is kept for %d days only (retention.yaml): the window is longer"
                      .formatted(fold.event(), days)));
    }
  }

  private static long days(Period period) {
    return ChronoUnit.DAYS.between(COMMON_YEAR, COMMON_YEAR.plus(period));
  }
}
