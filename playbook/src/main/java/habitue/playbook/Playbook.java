package habitue.playbook;

import static java.util.stream.Collectors.joining;

import habitue.model.Rates;
import habitue.playbook.money.RatesReader;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.PlanReader;
import habitue.playbook.scenario.Scenario;
import habitue.playbook.scenario.ScenarioReader;
import habitue.playbook.traffic.Traffic;
import habitue.playbook.traffic.TrafficReader;
import habitue.playbook.trust.Purposes;
import habitue.playbook.trust.PurposesReader;
import habitue.playbook.trust.Retention;
import habitue.playbook.trust.RetentionReader;
import habitue.playbook.trust.Sensitive;
import habitue.playbook.trust.SensitiveReader;
import habitue.playbook.yaml.Entry;
import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
import habitue.playbook.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A brand's playbook, checked and compiled. A file that the brand has not written holds as it
 * ships.
 *
 * @param files as the brand wrote them, without the shipped ones
 * @param hash of all texts that folds read: whoever folded with another folds anew
 */
public record Playbook(
    PlaybookFiles files,
    String hash,
    Purposes purposes,
    Sensitive sensitive,
    Traffic traffic,
    Rates rates,
    Retention retention,
    Plan plan) {
  private static final String RETENTION = "retention.yaml";
  private static final String WHEN = "when";
  private static final String INDENT = "  ";
  static final List<String> FILES =
      List.of(
          "loyalty.yaml",
          "measures.yaml",
          "moments.yaml",
          "purposes.yaml",
          "questions.yaml",
          "rates.yaml",
          RETENTION,
          "score.yaml",
          "segments.yaml",
          "sensitive.yaml",
          "stages.yaml",
          "tags.yaml",
          "traffic.yaml");

  /** What holds where a brand wrote nothing. */
  public static final Playbook DEFAULT = shipped();

  /** Playbooks of the same texts are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Playbook playbook
        && hash.equals(playbook.hash)
        && files.equals(playbook.files);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** What reading a playbook comes to. */
  public sealed interface Reading {
    record Good(Playbook playbook) implements Reading {}

    /**
     * @param mistakes by file, then from top to bottom
     */
    record Bad(List<Mistake> mistakes) implements Reading {
      public Bad {
        mistakes = List.copyOf(mistakes);
      }
    }
  }

  /** The brand's files, and for those it did not write what holds instead. */
  public static PlaybookFiles whole(PlaybookFiles files) {
    return Shipped.completed(files);
  }

  /** Compiles a playbook, or finds every mistake in it. */
  public static Reading read(PlaybookFiles files) {
    return read(files, null, new Mistakes());
  }

  /**
   * The same of files of which something is wrong already.
   *
   * @param found what is
   */
  public static Reading read(PlaybookFiles files, Mistakes found) {
    return read(files, null, found);
  }

  /**
   * Compiles a playbook with one more condition, as its last segment: to see whom it would take.
   * Mistakes in it are told of a file called {@code when}.
   */
  public static Reading trying(PlaybookFiles files, String when) {
    Reading reading = read(files, when, new Mistakes());
    return reading instanceof Reading.Bad(List<Mistake> mistakes)
        ? new Reading.Bad(mistakes.stream().map(Playbook::unindented).toList())
        : reading;
  }

  private static Mistake unindented(Mistake mistake) {
    return mistake.file().equals(WHEN)
        ? new Mistake(
            WHEN,
            Math.max(1, mistake.line() - 1),
            Math.max(1, mistake.column() - INDENT.length()),
            mistake.message())
        : mistake;
  }

  private static Entry tried(String when, Mistakes mistakes) {
    String text = "|-\n" + when.strip().lines().map(INDENT::concat).collect(joining("\n"));
    return YamlReader.read(WHEN, text, mistakes)
        .or(() -> YamlReader.read(WHEN, "''", mistakes))
        .orElseThrow();
  }

  private static Reading read(PlaybookFiles files, @Nullable String tried, Mistakes mistakes) {
    files.texts().keySet().stream()
        .filter(name -> !FILES.contains(name) && !ScenarioReader.named(name))
        .forEach(name -> mistakes.add(unknown(name)));
    List<Scenario> scenarios =
        files.texts().entrySet().stream()
            .filter(file -> ScenarioReader.named(file.getKey()))
            .flatMap(file -> ScenarioReader.read(file.getKey(), file.getValue(), mistakes).stream())
            .toList();
    PlaybookFiles all = Shipped.completed(files);
    Purposes purposes = PurposesReader.read(top("purposes.yaml", all, mistakes));
    Sensitive sensitive = SensitiveReader.read(top("sensitive.yaml", all, mistakes), purposes);
    Traffic traffic = TrafficReader.read(top("traffic.yaml", all, mistakes));
    Rates rates = RatesReader.read(top("rates.yaml", all, mistakes));
    Retention retention = RetentionReader.read(top(RETENTION, all, mistakes));
    Plan plan = PlanReader.read(rules(all, tried, mistakes), purposes, sensitive, retention);
    var names = new ScenarioNames(plan);
    scenarios.forEach(names::check);
    return mistakes.none()
        ? new Reading.Good(
            new Playbook(files, hash(all), purposes, sensitive, traffic, rates, retention, plan))
        : new Reading.Bad(mistakes.all());
  }

  private static PlanReader.Files rules(
      PlaybookFiles all, @Nullable String tried, Mistakes mistakes) {
    return new PlanReader.Files(
        top("measures.yaml", all, mistakes),
        top("tags.yaml", all, mistakes),
        top("score.yaml", all, mistakes),
        top("stages.yaml", all, mistakes),
        top("segments.yaml", all, mistakes),
        top("moments.yaml", all, mistakes),
        top("questions.yaml", all, mistakes),
        top("loyalty.yaml", all, mistakes),
        tried == null ? null : tried(tried, mistakes));
  }

  private static Entry top(String name, PlaybookFiles all, Mistakes mistakes) {
    String text = all.texts().getOrDefault(name, "");
    // Nothing at all reads as no names with values, which misses what must be there.
    return YamlReader.read(name, text, mistakes)
        .or(() -> YamlReader.read(name, "{}", mistakes))
        .orElseThrow();
  }

  private static Mistake unknown(String name) {
    String known = String.join(", ", FILES);
    return new Mistake(
        name,
        1,
        1,
        "no file of a playbook has this name: one of " + known + ", or scenarios/NAME.yaml");
  }

  private static Playbook shipped() {
    return switch (read(PlaybookFiles.NONE)) {
      case Reading.Good(Playbook playbook) -> playbook;
      case Reading.Bad(List<Mistake> mistakes) ->
          throw new IllegalStateException("the shipped playbook is wrong: " + mistakes);
    };
  }

  /**
   * SHA-256 of names and texts, but for what no fold reads: how long things are kept, and
   * scenarios.
   */
  private static String hash(PlaybookFiles files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, String> file : files.texts().entrySet()) {
        if (file.getKey().equals(RETENTION) || ScenarioReader.named(file.getKey())) {
          continue;
        }
        digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(file.getValue().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
