package habitue.playbook.plan;

import habitue.playbook.rule.Compiler.Mentioned;
import habitue.playbook.rule.Fold;
import habitue.playbook.rule.Names;
import habitue.playbook.trust.Retention;
import habitue.playbook.trust.Sensitive;
import habitue.playbook.yaml.Entry;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a rule may not do though it is well written, by the brand's other files. */
record Bounds(Sensitive sensitive, Retention retention) {
  private static final long DAY = 86_400_000;
  private static final LocalDate COMMON_YEAR = LocalDate.of(2026, 1, 1);

  /**
   * Nothing sensitive may be asked, but for a purpose that someone agrees to by its name.
   *
   * @param mentioned the words and names of the entry's condition
   * @param purposes those the rule is for, as bits
   */
  void harmless(Entry entry, List<Mentioned> mentioned, int purposes) {
    for (Mentioned each : mentioned) {
      boolean allowed =
          each.trait()
              ? sensitive.allowsTrait(each.word(), purposes)
              : sensitive.allows(each.word(), purposes);
      if (!allowed) {
        entry.mistake(
            each.at(),
            "\"%s\" is sensitive (sensitive.yaml): only a rule whose purpose is named there may ask"
                .formatted(each.word()));
      }
    }
  }

  /** The same of a name, or of words that people read. */
  void harmless(Entry entry, String words, int purposes) {
    if (!sensitive.allows(words, purposes)) {
      refuse(entry, words);
    }
  }

  /** The same of a name under which something is kept of someone. */
  void harmlessTrait(Entry entry, String name, int purposes) {
    if (!sensitive.allowsTrait(name, purposes)) {
      refuse(entry, name);
    }
  }

  private static void refuse(Entry entry, String words) {
    entry.mistake(
        "\"%s\" is sensitive (sensitive.yaml): only a rule whose purpose is named there may say it"
            .formatted(words));
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
