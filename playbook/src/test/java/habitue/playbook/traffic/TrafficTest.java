package habitue.playbook.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.Reality;
import habitue.model.Value;
import habitue.playbook.Playbook;
import habitue.playbook.Playbook.Reading;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.yaml.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static Reading read(String yaml) {
    return Playbook.read(PlaybookFiles.of(Map.of("traffic.yaml", yaml)));
  }

  private static Traffic good(String yaml) {
    return ((Reading.Good) read(yaml)).playbook().traffic();
  }

  private static Event order(String userId, String email, String coupon, boolean test) {
    Fields properties =
        Fields.of("coupon", Value.of(coupon)).with("email", email).with("test", Value.of(test));
    return Event.of(
        Fields.of("type", Value.of("track"))
            .with("event", "Order Completed")
            .with("userId", userId)
            .with("properties", properties));
  }

  @Test
  void what_ships_marks_only_what_a_shop_itself_calls_a_test() {
    Traffic shipped = Playbook.DEFAULT.traffic();
    assertThat(shipped.of(order("u", "a@b.example", "", false), true)).isEqualTo(Reality.REAL);
    assertThat(shipped.of(order("u", "a@b.example", "", true), true)).isEqualTo(Reality.TEST);
    assertThat(shipped.of(order("u", "a@b.example", "", true), false)).isEqualTo(Reality.REAL);
    assertThat(shipped.parameters()).contains("utm_*", "gclid", "q");
  }

  @Test
  void ones_own_people_are_known_by_user_or_domain_and_trials_by_coupon() {
    Traffic own =
        good("{internal: {users: [boss], emails: [Brand.example]}, test: {coupons: [TRYOUT]}}");
    assertThat(own.of(order("boss", "", "", false), true)).isEqualTo(Reality.INTERNAL);
    assertThat(own.of(order("u", "x@BRAND.example", "", false), false)).isEqualTo(Reality.INTERNAL);
    assertThat(own.of(order("u", "x@notbrand.example", "", false), true)).isEqualTo(Reality.REAL);
    assertThat(own.of(order("boss", "", "tryout", false), true)).isEqualTo(Reality.TEST);
  }

  @Test
  void a_mistake_is_told_with_its_place() {
    var bad = (Reading.Bad) read("internal:\n  networks: [everywhere]\nbotz: {}\n");
    assertThat(bad.mistakes())
        .extracting(Mistake::line)
        .containsExactlyInAnyOrderElementsOf(List.of(2, 3));
  }
}
