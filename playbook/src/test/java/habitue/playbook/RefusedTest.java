package habitue.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.plan.Plan;
import habitue.playbook.trust.Purpose;
import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a playbook may not say, and that all of it is told at once, where it stands. */
class RefusedTest {
  private static final String OWN =
      Shipped.completed(PlaybookFiles.NONE)
          .texts()
          .getOrDefault("purposes.yaml", "")
          .replace("channels:\n", "  wellness:\n    label: Wellness\nchannels:\n");

  private static final String DECLARED =
      """
      categories:
        health: {purpose: wellness, words: [pregnancy, pregnant, hiv], traits: [health]}
        faith: {words: [religion], traits: [religion]}
      children: {age: 15}
      """;

  private static List<String> mistakes(Map<String, String> files) {
    return told(Playbook.read(PlaybookFiles.of(files)));
  }

  private static List<String> told(Playbook.Reading reading) {
    return switch (reading) {
      case Playbook.Reading.Good _ -> List.of();
      case Playbook.Reading.Bad(List<Mistake> all) -> all.stream().map(Mistake::toString).toList();
    };
  }

  private static List<String> mistakes(String file, String text) {
    return mistakes(Map.of(file, text));
  }

  private static List<String> of(String condition) {
    return mistakes("segments.yaml", "segments:\n  one: |-\n    " + condition + "\n");
  }

  @Test
  void nothing_sensitive_is_asked_however_it_is_written() {
    for (String each :
        List.of(
            "customer.traits.religion == 'x'",
            "has(customer.traits.religion)",
            "customer.traits[\"health\"] == 1",
            "customer.traits['heal\\u0074h'] == 1",
            "customer.traits.more.faith == 1",
            "count('Survey Answered', event.properties.religion == 'x') > 0",
            "count('Survey Answered', event.properties['a'].religion == 'x') > 0",
            "distinct('Survey Answered', event.traits.health) > 0",
            "customer.traits.x == 'preg\\u006eancy'",
            "customer.traits.x.startsWith('Pregnancy')")) {
      assertThat(of(each)).as(each).singleElement().asString().contains("is sensitive");
    }
  }

  @Test
  void no_rule_is_called_by_something_sensitive() {
    for (Map.Entry<String, String> each :
        Map.of(
                "segments:\n  enceinte: customer.known", "segments.yaml",
                "stages:\n  pregnant: customer.known\n  rest: ''", "stages.yaml",
                "stages: {all: ''}\nflags:\n  hiv: customer.known", "stages.yaml",
                "measures:\n  pregnant: count('A')", "measures.yaml",
                "tags:\n  PREGNANCY: {on: A}", "tags.yaml",
                "tags:\n  T: {on: A, label: {en: Expecting, fr: Enceinte}}", "tags.yaml",
                "tags:\n  T_{t}: {on: A, each: event.properties.religion}", "tags.yaml")
            .entrySet()) {
      assertThat(mistakes(each.getValue(), each.getKey()))
          .as(each.getKey())
          .singleElement()
          .asString()
          .contains("is sensitive");
    }
    assertThat(
            mistakes(
                Map.of(
                    "questions.yaml",
                    """
                    questions:
                      one: {when: customer.known, ask: "Êtes-vous enceinte ?", answers: {a: A}}
                      two: {when: customer.known, ask: Hm?, takes: text, trait: religion}
                      three: {when: customer.known, ask: Hm?, answers: {a: {en: Pregnant}}}
                    """,
                    "moments.yaml",
                    "moments:\n  m: {label: {en: Pregnancy}, fades: 9d, signs: [{on: A}]}\n")))
        .hasSize(4)
        .allSatisfy(each -> assertThat(each).contains("is sensitive"));
  }

  @Test
  void what_is_declared_with_a_purpose_of_its_own_may_be_asked_for_that() {
    var files = new TreeMap<>(Map.of("purposes.yaml", OWN, "sensitive.yaml", DECLARED));
    files.put(
        "segments.yaml",
        """
        segments:
          expecting:
            when: count("Product Viewed", event.product.category == "Pregnancy") > 0
            purpose: wellness
          healthy: {when: customer.traits.health == "x", purpose: wellness}
        """);
    assertThat(mistakes(files)).isEmpty();
    files.put(
        "segments.yaml", "segments:\n  a: {when: has(customer.traits.health), purpose: measure}\n");
    assertThat(mistakes(files)).singleElement().asString().contains("\"health\" is sensitive");
  }

  @Test
  void whoever_asks_a_rule_is_for_what_that_rule_is_for() {
    var files = new TreeMap<>(Map.of("purposes.yaml", OWN, "sensitive.yaml", DECLARED));
    files.put(
        "tags.yaml",
        "tags:\n  T: {on: Product Viewed, when: event.product.name == 'hiv', purpose: wellness}\n");
    files.put("stages.yaml", "stages: {all: ''}\nflags:\n  f: customer.tags['T'] > 1\n");
    files.put(
        "segments.yaml",
        """
        segments:
          h: {when: customer.in("e"), purpose: measure}
          e: {when: customer.traits.health == "x", purpose: wellness}
          g: {when: customer.flagged("f"), purpose: measure}
        """);
    assertThat(mistakes(files))
        .containsExactly(
            "segments.yaml:2:13: it reads what was collected for wellness: add that to purpose,"
                + " or leave it out",
            "segments.yaml:4:13: it reads what was collected for wellness: add that to purpose,"
                + " or leave it out");
    files.put("segments.yaml", "segments:\n  a: customer.flagged('f')\n  b: customer.in('a')\n");
    Plan plan = ((Playbook.Reading.Good) Playbook.read(PlaybookFiles.of(files))).playbook().plan();
    assertThat(plan.segments())
        .allSatisfy(each -> assertThat(each.named().purposes()).isEqualTo(Purpose.ADVERTISE * 2));
  }

  @Test
  void everyone_has_a_stage() {
    for (String each : List.of("stages: {}", "flags:\n  f: customer.known", "stages:")) {
      assertThat(mistakes("stages.yaml", each))
          .as(each)
          .anySatisfy(mistake -> assertThat(mistake).contains("stages: at least one is expected"));
    }
  }

  @Test
  void all_that_is_wrong_in_a_condition_is_told_at_once() {
    assertThat(
            of("customer.tags['FINANCING'] > 2.5 && !customer.in('kitchen') || hours(0) > days(1)"))
        .containsExactly(
            "segments.yaml:3:18: no tag is called FINANCING",
            "segments.yaml:3:54: no segment is called kitchen",
            "segments.yaml:3:74: a length of time from 1 to 200 years is expected");
    assertThat(of("customer.ordrs.count > 1 && customer.in('kitchen')"))
        .containsExactly(
            "segments.yaml:3:13: ordrs is not known here (did you mean orders?)",
            "segments.yaml:3:45: no segment is called kitchen");
  }

  @Test
  void circles_and_names_of_scenarios_are_told_beside_other_mistakes() {
    assertThat(
            mistakes(
                Map.of(
                    "stages.yaml",
                    "stages: {all: ''}\nflags:\n  a: customer.flagged('b')\n  b: customer.flagged('a')\n",
                    "segments.yaml",
                    "segments:\n  wrong: customer.cout > 1\n",
                    "tags.yaml",
                    "tags:\n  VIP: {manual: true}\n  SEEN: {on: Page Viewed}\n",
                    "scenarios/one.yaml",
                    """
                    given:
                      - {at: 2026-01-01, tag: VPI}
                      - {at: 2026-01-01, untag: SEEN}
                    then:
                      - 2026-01-02: {in: wrng, stage: al, tags: {SEN: 1}, tier: gold, asked: x}
                    """)))
        .anySatisfy(each -> assertThat(each).startsWith("segments.yaml:2:18: cout"))
        .contains("stages.yaml:3:6: rules ask each other in a circle: a → b → a")
        .contains("scenarios/one.yaml:2:27: VPI is not known here (did you mean VIP?)")
        .anySatisfy(each -> assertThat(each).startsWith("scenarios/one.yaml:3:29: SEEN is not"))
        .contains("scenarios/one.yaml:5:22: wrng is not known here (did you mean wrong?)")
        .contains("scenarios/one.yaml:5:35: al is not known here (did you mean all?)")
        .anySatisfy(each -> assertThat(each).contains("SEN is not known here (did you mean SEEN?)"))
        .anySatisfy(each -> assertThat(each).contains("gold is not known here"))
        .anySatisfy(each -> assertThat(each).contains("x is not known here"));
  }

  @Test
  void a_mistake_is_told_where_the_file_has_it() {
    assertThat(
            mistakes(
                "segments.yaml",
                """
                segments:
                  folded:
                    when: >-
                      customer.orders.count >= 1
                      && customer.known   && customer.in("nobody")
                  quoted: "1 < 2 && customer.traits.a == \\"é\\" && customer.in('none')"
                  plain: customer.known
                    || customer.flagged("no")
                  single: 'customer.traits.a == ''b'' && customer.in("never")'
                """))
        .containsExactly(
            "segments.yaml:5:42: no segment is called nobody",
            "segments.yaml:6:63: no segment is called none",
            "segments.yaml:8:25: no flag is called no",
            "segments.yaml:9:54: no segment is called never");
  }

  @Test
  void what_is_no_condition_says_what_is_missing() {
    assertThat(of("customer.in(\"a"))
        .containsExactly("segments.yaml:3:17: this quote is not closed: \"");
    assertThat(of("count('A', (1 > 2)"))
        .containsExactly("segments.yaml:3:10: this bracket is not closed: (");
    assertThat(of("1 > 2)")).containsExactly("segments.yaml:3:10: this bracket closes none: )");
    assertThat(of("1 > 2 &&"))
        .containsExactly(
            "segments.yaml:3:13: the condition is not finished: something is missing at its end");
    assertThat(of("1 > 2 and 3 > 4"))
        .containsExactly("segments.yaml:3:11: this is not a condition here: and 3 > 4");
  }

  @Test
  void stages_and_tiers_are_asked_by_their_names() {
    assertThat(
            of(
                "customer.stage == \"heroo\" || 'leed' != customer.stage || customer.stage in ['nw']"))
        .containsExactly(
            "segments.yaml:3:23: no stage is called heroo (did you mean hero?)",
            "segments.yaml:3:34: no stage is called leed (did you mean lead?)",
            "segments.yaml:3:81: no stage is called nw (did you mean new?)");
    assertThat(of("customer.loyalty.tier == 'gold'"))
        .singleElement()
        .asString()
        .contains("no tier is called gold");
    assertThat(of("customer.stage == 'hero'")).isEmpty();
  }

  @Test
  void a_playbook_gathers_only_so_much() {
    String folds =
        IntStream.range(0, 501)
            .mapToObj(
                i -> "  s" + i / 10 + "-" + i % 10 + ": count('A', days(" + (i + 1) + ")) > 1\n")
            .collect(Collectors.joining());
    assertThat(
            mistakes(
                Map.of(
                    "stages.yaml",
                    "stages:\n  all: \"\"\n",
                    "segments.yaml",
                    "segments:\n" + folds.substring(0, folds.lastIndexOf("  s")))))
        .isEmpty();
    String matched =
        IntStream.range(0, 21)
            .mapToObj(i -> "  s" + i + ": customer.traits.a.matches('a{1000}')\n")
            .collect(Collectors.joining());
    assertThat(mistakes("segments.yaml", "segments:\n" + matched))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).contains("come to at most 20,000 letters together"));
    String more = "segments:\n  a: count('A', days(501)) > 1\n";
    String measures =
        IntStream.range(0, 500)
            .mapToObj(i -> "  m" + i + ": count('A', days(" + (i + 1) + "))\n")
            .collect(Collectors.joining());
    assertThat(
            mistakes(
                Map.of(
                    "stages.yaml",
                    "stages:\n  all: \"\"\n",
                    "measures.yaml",
                    "measures:\n" + measures,
                    "segments.yaml",
                    more)))
        .containsExactly(
            "segments.yaml:2:11: a playbook gathers at most 500 different folds: this is one more");
  }

  @Test
  void mistakes_say_what_is_expected() {
    assertThat(of("customer.orders.net > 'a'"))
        .containsExactly(
            "segments.yaml:3:25: > does not take an amount and a text: an amount, or a number such"
                + " as 120.50, is expected");
    assertThat(of("has(customer.orders)"))
        .singleElement()
        .asString()
        .contains("has() asks whether one thing");
    assertThat(of("count('A', has(event.page.path) && has(event.order.net)) > 1")).isEmpty();
    assertThat(of("[1, 2].exists(x, x > 1)"))
        .anySatisfy(each -> assertThat(each).contains("exists is not part of the language"));
    assertThat(of("customer.orders.count % 2 == 0"))
        .singleElement()
        .asString()
        .contains("% is not part");
    assertThat(of("cuont('A') > 1")).singleElement().asString().contains("did you mean count?");
    assertThat(of("customer.reachable('emial')"))
        .singleElement()
        .asString()
        .contains("did you mean email?");
  }

  @Test
  void nothing_is_earned_by_every_event() {
    assertThat(mistakes("tags.yaml", "tags:\n  C: {}\n"))
        .singleElement()
        .asString()
        .contains("on: or when:");
    assertThat(mistakes("score.yaml", "score: {add: [{points: 1}]}"))
        .singleElement()
        .asString()
        .contains("on: or when:");
  }

  @Test
  void what_is_no_file_of_a_playbook_does_not_hide_the_others(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("tags.yml"), "tags: {}");
    Files.write(
        folder.resolve("score.yaml"),
        "score: {fades: \u00e9}".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("segments.yaml"), "segments:\n  a: customer.knwn\n");
    var found = new Mistakes();
    assertThat(told(Playbook.read(PlaybookFiles.in(folder, found), found)))
        .contains(
            "tags.yml:1:1: rename it to .yaml: files of a playbook end so",
            "score.yaml:1:1: not UTF-8")
        .anySatisfy(each -> assertThat(each).startsWith("segments.yaml:2:14: knwn"));
    var named = new Mistakes();
    PlaybookFiles.fit(Map.of("X".repeat(300), "", "a.yml", ""), named);
    assertThat(named.all())
        .extracting(Mistake::file)
        .containsExactly("X".repeat(100) + "…", "a.yml");
  }
}
