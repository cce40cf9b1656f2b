package habitue.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Consent;
import habitue.playbook.Playbook.Reading;
import habitue.playbook.trust.Basis;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.playbook.yaml.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybookTest {
  private static final String PURPOSES =
      Shipped.completed(PlaybookFiles.NONE).texts().getOrDefault("purposes.yaml", "");

  @Test
  void what_ships_holds_where_a_brand_wrote_nothing() {
    Playbook shipped = Playbook.DEFAULT;
    assertThat(shipped.files()).isEqualTo(PlaybookFiles.NONE);
    assertThat(shipped.purposes().bit("measure")).isEqualTo(Purpose.MEASURE);
    assertThat(shipped.purposes().bit("personalise")).isEqualTo(Purpose.PERSONALISE);
    assertThat(shipped.purposes().bit("advertise")).isEqualTo(Purpose.ADVERTISE);
    assertThat(shipped.purposes().channel(Channel.EMAIL).bases())
        .containsExactlyInAnyOrder(Basis.CONSENT, Basis.SIMILAR_PRODUCTS);
  }

  @Test
  void a_purpose_holds_when_one_category_says_yes_and_none_says_no() {
    var purposes = Playbook.DEFAULT.purposes();
    var some = new Consent(Map.of("Analytics", true, "Advertising", false, "Odd", true));
    assertThat(purposes.allowed(some)).isEqualTo(Purpose.MEASURE);
    assertThat(purposes.refused(some)).isEqualTo(Purpose.ADVERTISE);
    var both = new Consent(Map.of("ANALYTICS", true, "Performance", false));
    assertThat(purposes.allowed(both)).isZero();
    assertThat(purposes.allowed(Consent.UNSAID)).isZero();
  }

  @Test
  void a_purpose_of_ones_own_follows_the_three() {
    Playbook own = good(PURPOSES.replace("channels:\n", "  diet:\n    label: Diet\nchannels:\n"));
    assertThat(own.purposes().bit("diet")).isEqualTo(8);
    assertThat(own.hash()).isNotEqualTo(Playbook.DEFAULT.hash());
  }

  @Test
  void the_same_texts_have_the_same_hash() {
    assertThat(good(PURPOSES).hash()).isEqualTo(Playbook.DEFAULT.hash());
  }

  @Test
  void every_mistake_is_told_with_its_place() {
    String wrong =
        PURPOSES
            .replace("basis: [consent]", "basis: [consnt]")
            .replace("wording: sms-1", "wording: sms-2")
            .replace("  advertise:", "  contract:");
    assertThat(bad(Map.of("purposes.yaml", wrong, "odd.yaml", "")))
        .anyMatch(each -> each.matches("odd.yaml:1:1: no file of a playbook has this name.*"))
        .anyMatch(each -> each.matches("purposes.yaml:5:3: advertise is missing"))
        .anyMatch(each -> each.matches("purposes.yaml:\\d+:5: contract cannot name a purpose"))
        .anyMatch(each -> each.matches("purposes.yaml:\\d+:13: consnt .*did you mean consent.*"))
        .anyMatch(each -> each.matches("purposes.yaml:\\d+:14: sms-2 .*"));
  }

  @Test
  void an_empty_file_misses_everything() {
    assertThat(bad(Map.of("purposes.yaml", "")))
        .contains("purposes.yaml:1:1: the channel email is missing");
  }

  private static Playbook good(String purposes) {
    var files = PlaybookFiles.of(Map.of("purposes.yaml", purposes));
    return ((Reading.Good) Playbook.read(files)).playbook();
  }

  private static List<String> bad(Map<String, String> files) {
    var bad = (Reading.Bad) Playbook.read(PlaybookFiles.of(files));
    return bad.mistakes().stream().map(Mistake::toString).toList();
  }
}
