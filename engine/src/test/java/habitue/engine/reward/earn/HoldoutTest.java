package habitue.engine.reward.earn;

import static habitue.engine.Life.SHOP;
import static habitue.engine.Life.START;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Book;
import habitue.engine.reward.BookCodec;
import habitue.engine.reward.Commitments;
import habitue.model.Commitment;
import habitue.model.CustomerId;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.plan.Programme;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A share of people takes no part, drawn by lot and once. */
class HoldoutTest {
  private static final BigDecimal SHARE = new BigDecimal("0.05");

  private static String loyalty(String name, String holdout) {
    return """
    loyalty:
      %s:
        counts from: 2026-01-01
        %s
        earn: {order: {spend: 1 per 1}}
        tiers: {ladder: {bronze: 0}}
    """
        .formatted(name, holdout);
  }

  private static Programme programme(String name) {
    var files = PlaybookFiles.of(Map.of("loyalty.yaml", loyalty(name, "holdout: 5%")));
    var good = (Playbook.Reading.Good) Playbook.read(files);
    return good.playbook().plan().programmes().getFirst();
  }

  private static long heldOut(Programme programme, LongStream people) {
    return people.filter(number -> Holdout.takes(programme, SHARE, new CustomerId(number))).count();
  }

  @Test
  void the_share_is_kept_whatever_the_numbers_are() {
    Programme club = programme("club");
    assertThat(heldOut(club, LongStream.range(1, 100_001))).isBetween(4_800L, 5_200L);
    assertThat(heldOut(club, LongStream.range(1, 100_001).map(each -> each * 256)))
        .isBetween(4_800L, 5_200L);
    assertThat(club.holdout()).isEqualByComparingTo(SHARE);
  }

  @Test
  void each_programme_draws_its_own() {
    Programme club = programme("club");
    Programme other = programme("club-b");
    LongStream inBoth =
        LongStream.range(1, 100_001)
            .filter(number -> Holdout.takes(club, SHARE, new CustomerId(number)));
    assertThat(heldOut(other, inBoth)).as("a twentieth of a twentieth").isBetween(190L, 310L);
  }

  private static Life known(String loyalty) {
    return Life.by(Map.of("loyalty.yaml", loyalty))
        .happens(START.minusSeconds(60), SHOP, Life.message("identify", "userId", "u1"));
  }

  private static void orders(Life life, int day) {
    var line = said("product_id", "pan", "quantity", 1, "price", 40);
    var order = said("order_id", "o" + day, "products", Arrays.asList((Object) line));
    life.passes(days(day)).track(days(day), SHOP, "Order Completed", order);
  }

  private static List<String> names(Life life) {
    return life.commitments().stream().map(Commitment::name).toList();
  }

  @Test
  void who_is_held_out_has_no_part_and_why_says_so() {
    int out = 0;
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      Life life = known(loyalty(name, "holdout: 50%"));
      orders(life, 1);
      orders(life, 2);
      Book book = life.state().book();
      var drawn = life.commitments().getFirst();
      assertThat(drawn.details().text("holdout")).contains("0.5");
      if (book.heldOut().contains(name)) {
        out++;
        assertThat(names(life)).as("drawn once").containsExactly(Commitments.HELD_OUT);
        assertThat(book.members()).isEmpty();
        assertThat(life.lastFact("Programme Held Out").because().words().text("key"))
            .contains("reward.held-out");
      } else {
        assertThat(names(life)).startsWith(Commitments.JOINED).doesNotContain(Commitments.HELD_OUT);
        assertThat(book.member(name).orElseThrow().ledger().lots()).hasSize(2);
      }
    }
    assertThat(out).as("of eight, by halves").isBetween(1, 7);
  }

  @Test
  void who_joins_by_an_event_is_drawn_alike() {
    int out = 0;
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      Life life = known(loyalty(name, "holdout: 50%\n    enrol: {on: Loyalty Joined}"));
      orders(life, 1);
      assertThat(life.commitments()).isEmpty();
      life.track(days(2), SHOP, "Loyalty Joined", said());
      life.track(days(3), SHOP, "Loyalty Joined", said());
      orders(life, 4);
      boolean held = life.state().book().heldOut().contains(name);
      out += held ? 1 : 0;
      assertThat(life.state().book().members().isEmpty()).isEqualTo(held);
    }
    assertThat(out).isBetween(1, 7);
  }

  @Test
  void a_book_says_where_they_are_held_out() {
    Life life = known(loyalty("club", ""));
    orders(life, 1);
    Book held = life.state().book().with(drawn());
    assertThat(held.heldOut()).containsExactly("club");
    assertThat(BookCodec.read(BookCodec.write(held))).isEqualTo(held);
  }

  private static Commitment drawn() {
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      Life life = known(loyalty(name, "holdout: 50%"));
      orders(life, 1);
      Commitment first = life.commitments().getFirst();
      if (first.name().equals(Commitments.HELD_OUT)) {
        return new Commitment(
            first.entity(),
            first.strand(),
            first.now(),
            first.position(),
            first.ordinal(),
            first.name(),
            first.details().with("programme", "club"),
            first.because());
      }
    }
    throw new AssertionError("nobody is held out");
  }
}
