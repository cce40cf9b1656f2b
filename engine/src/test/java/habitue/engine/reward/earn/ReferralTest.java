package habitue.engine.reward.earn;

import static habitue.engine.Life.START;
import static habitue.engine.Life.WEB;
import static habitue.engine.Life.days;
import static habitue.engine.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.reward.BookCodec;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.refer.Friend;
import habitue.engine.sell.orders.Doorstep;
import habitue.model.Fields;
import habitue.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is given for friends, and what is not. */
class ReferralTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CAL = 3;

  private static final String CLUB =
      """
      loyalty:
        club:
          counts from: 2026-01-01
          earn: {review: {on: Product Reviewed, points: 50, limit: 2 per 30d}}
          spent already: negative
          rewards: {mug: 400}
          referral:
            points: 500
            friend: 200
            pending: 30d
            when: event.order.net >= 20
            limit: 3 per 1y
            link: https://shop.example/?ref=
            velocity: 2 per 1d
      """;

  private Circle circle = new Circle(CLUB).known(ANN);

  /** Of someone who came by Ann's word a day before, and orders. */
  private Circle friend(long who, int day) {
    return circle.comes(who, ANN, days(day)).orders(who, "o" + who, 50, days(day + 1));
  }

  private Friend.State state(long friend) {
    return circle.state(ANN).book().referring().friend("club", friend).orElseThrow().state();
  }

  private static Fields about(long friend) {
    return said("programme", "club", "friend", friend);
  }

  @Test
  void both_are_given_points_once_the_friends_order_was_kept() {
    friend(BOB, 0);
    circle.passes(days(30));
    assertThat(circle.active(ANN)).isZero();
    assertThat(state(BOB)).isEqualTo(Friend.State.MADE);
    circle.passes(days(31));
    assertThat(circle.active(ANN)).isEqualTo(500);
    assertThat(circle.active(BOB)).isEqualTo(200);
    assertThat(circle.told()).containsExactly("Referral Made", "Referral Kept", "Referral Paid");
    circle.orders(BOB, "again", 50, days(40)).passes(days(90));
    assertThat(circle.active(ANN)).isEqualTo(500);
  }

  @Test
  void where_the_friend_is_given_nothing_the_member_still_is() {
    circle = new Circle(CLUB.replace("      friend: 200\n", "")).known(ANN);
    friend(BOB, 0);
    circle.passes(days(31));
    assertThat(circle.active(ANN)).isEqualTo(500);
    assertThat(circle.active(BOB)).isZero();
  }

  @Test
  void an_order_that_comes_back_in_time_comes_to_nothing() {
    friend(BOB, 0);
    circle.track(BOB, days(5), "Order Refunded", said("order_id", "o2", "amount", 20));
    circle.track(BOB, days(9), "Order Cancelled", said("order_id", "o2")).passes(days(60));
    assertThat(circle.told()).containsExactly("Referral Made", "Referral Lost returned");
    assertThat(circle.active(ANN)).isZero();
    assertThat(state(BOB)).isEqualTo(Friend.State.GONE);
  }

  @Test
  void an_order_that_comes_back_in_part_is_kept() {
    friend(BOB, 0);
    circle.track(BOB, days(5), "Order Refunded", said("order_id", "o2", "amount", 20));
    circle.passes(days(60));
    assertThat(circle.active(ANN)).isEqualTo(500);
  }

  @Test
  void an_order_that_comes_back_later_takes_back_what_both_were_given_once() {
    friend(BOB, 0);
    circle.passes(days(35));
    circle.asks(ANN, days(36), RewardCommands.REDEEM, said("programme", "club", "reward", "mug"));
    circle.track(BOB, days(40), "Order Cancelled", said("order_id", "o2"));
    circle.track(BOB, days(41), "Order Cancelled", said("order_id", "o2"));
    assertThat(circle.active(BOB)).isZero();
    assertThat(circle.active(ANN)).isZero();
    var balances = circle.state(ANN).book().member("club").orElseThrow().ledger().balances();
    assertThat(balances.of(Account.REVERSED)).isEqualTo(500);
    assertThat(balances.of(Account.NEGATIVE)).isEqualTo(-400);
    assertThat(circle.told())
        .containsExactly(
            "Referral Made",
            "Referral Kept",
            "Referral Paid",
            "Referral Lost returned",
            "Referral Returned returned");
  }

  @Test
  void who_ordered_before_or_came_by_another_or_by_their_own_code_is_no_friend() {
    circle.orders(BOB, "old", 50, days(0)).comes(BOB, ANN, days(1)).orders(BOB, "o", 50, days(2));
    circle.comes(ANN, ANN, days(3));
    assertThat(circle.told()).isEmpty();
    circle.known(CAL).comes(4, CAL, days(4)).comes(4, ANN, days(5)).orders(4, "o4", 50, days(6));
    circle.passes(days(60));
    assertThat(circle.active(CAL)).isEqualTo(500);
    assertThat(circle.active(ANN)).isZero();
  }

  @Test
  void an_order_that_is_not_as_asked_for_or_that_a_browser_told_comes_to_nothing() {
    circle.comes(BOB, ANN, days(0));
    circle.happens(
        BOB,
        days(1),
        WEB,
        said(
            "type",
            "track",
            "anonymousId",
            "a2",
            "event",
            "Order Completed",
            "properties",
            said("order_id", "x", "revenue", 90)));
    circle.passes(days(40));
    assertThat(circle.told()).containsExactly("Referral Made");
    circle.orders(BOB, "o2", 19, days(41)).orders(BOB, "o3", 90, days(42)).passes(days(90));
    assertThat(circle.told()).containsExactly("Referral Made", "Referral Lost condition");
  }

  @Test
  void who_was_told_by_a_friend_cannot_tell_them_back() {
    circle.comes(BOB, ANN, days(0)).comes(ANN, BOB, days(1));
    assertThat(circle.told())
        .containsExactly("Referral Made", "Referral Made", "Referral Lost loop");
    circle.orders(BOB, "o2", 50, days(2)).orders(ANN, "o1", 50, days(2)).passes(days(60));
    assertThat(circle.told()).contains("Referral Refused loop").doesNotContain("Referral Paid");
  }

  /** In whatever order its words were passed on. */
  @Test
  void a_ring_of_three_or_four_pays_nobody() {
    for (List<Integer> order : orders(3)) {
      ring(3, order);
      assertThat(circle.told())
          .as("%s", order)
          .contains("Referral Refused loop", "Referral Refused loop", "Referral Refused loop")
          .doesNotContain("Referral Paid");
    }
    for (List<Integer> order : orders(4)) {
      ring(4, order);
      assertThat(circle.told()).as("%s", order).doesNotContain("Referral Paid");
    }
  }

  /** Each of so many comes by the one before, the first by the last; then all of them order. */
  private void ring(int people, List<Integer> order) {
    circle = new Circle(CLUB);
    for (int who = 1; who <= people; who++) {
      circle.known(who);
    }
    int day = 0;
    for (int who : order) {
      circle.comes(1 + who, 1 + (who + people - 1) % people, days(day++));
    }
    for (int who = 1; who <= people; who++) {
      circle.orders(who, "o" + who, 50, days(day));
    }
    circle.passes(days(60));
  }

  private static List<List<Integer>> orders(int people) {
    if (people == 0) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Integer>>();
    for (List<Integer> shorter : orders(people - 1)) {
      for (int place = 0; place <= shorter.size(); place++) {
        var longer = new ArrayList<>(shorter);
        longer.add(place, people - 1);
        all.add(longer);
      }
    }
    return all;
  }

  @Test
  void a_chain_that_does_not_come_back_pays_everyone_and_so_does_a_friend_beside_a_ring() {
    circle.comes(BOB, ANN, days(0)).comes(CAL, BOB, days(1)).comes(4, CAL, days(2));
    for (long who : new long[] {BOB, CAL, 4}) {
      circle.orders(who, "o" + who, 50, days(3));
    }
    circle.passes(days(60));
    assertThat(circle.told()).filteredOn(each -> each.equals("Referral Paid")).hasSize(3);
    var referred = circle.state(4).book().referring().came().getFirst();
    assertThat(referred.chain()).containsExactly(CAL, BOB, ANN);
    ring(3, List.of(0, 1, 2));
    circle.comes(9, ANN, days(61)).orders(9, "o9", 50, days(62)).passes(days(120));
    assertThat(circle.told()).last().isEqualTo("Referral Paid");
  }

  @Test
  void where_orders_go_tells_a_household_too_and_only_a_hash_of_it_is_kept() {
    Fields home = said("street", "1 High St.", "postalCode", "AB1 2CD");
    String hash =
        Doorstep.told(said("address_1", "1, HIGH ST", "postcode", "ab1-2cd")).orElseThrow();
    for (Fields told : List.of(said("shipping_address", home), said("delivered_to", hash))) {
      circle = new Circle(CLUB).known(ANN);
      circle.track(ANN, days(0), "Order Completed", order("a", "shipping_address", home));
      circle.comes(BOB, ANN, days(1));
      var name = told.values().keySet().iterator().next();
      circle.track(
          BOB, days(2), "Order Completed", order("b", name, told.value(name).orElseThrow()));
      circle.passes(days(40));
      assertThat(circle.told()).as(name).last().isEqualTo("Referral Held same-household");
      assertThat(circle.state(ANN).orders().toString()).doesNotContainIgnoringCase("high");
    }
    circle = new Circle(CLUB).known(ANN);
    circle.track(ANN, days(0), "Order Completed", order("a", "shipping_address", home));
    circle.comes(BOB, ANN, days(1));
    Fields other = said("street", "2 High St.", "postalCode", "AB1 2CD");
    circle.track(BOB, days(2), "Order Completed", order("b", "shipping_address", other));
    circle.passes(days(40));
    assertThat(circle.told()).last().isEqualTo("Referral Paid");
  }

  private static Fields order(String id, String name, Value address) {
    return said("order_id", id, "revenue", 50).with(name, address);
  }

  @Test
  void one_person_is_paid_so_often_and_not_more() {
    for (int friend = 10; friend < 15; friend++) {
      friend(friend, friend * 3);
    }
    circle.passes(days(100));
    assertThat(circle.active(ANN)).isEqualTo(1_500);
    assertThat(circle.told()).filteredOn(each -> each.equals("Referral Refused limit")).hasSize(2);
  }

  @Test
  void too_many_in_a_day_and_a_shared_phone_wait_for_a_colleague() {
    circle = new Circle(CLUB).known(ANN, "phone", "+44 20 7946 0958");
    circle.known(12, "phone", "0044 20 79460958");
    for (int friend = 10; friend < 13; friend++) {
      circle.comes(friend, ANN, START.plusSeconds(friend));
    }
    for (int friend = 10; friend < 13; friend++) {
      circle.orders(friend, "o" + friend, 50, days(friend));
    }
    circle.passes(days(50));
    assertThat(circle.told()).contains("Referral Held same-phone,velocity");
    assertThat(circle.active(ANN)).isEqualTo(1_000);
    circle.asks(ANN, days(51), RewardCommands.APPROVE_REFERRAL, about(12));
    circle.asks(ANN, days(52), RewardCommands.APPROVE_REFERRAL, about(12));
    assertThat(circle.outcome()).isEqualTo("done");
    assertThat(circle.active(ANN)).isEqualTo(1_500);
    circle.asks(ANN, days(53), RewardCommands.REFUSE_REFERRAL, about(12));
    assertThat(circle.outcome()).isEqualTo("referral_settled");
    circle.asks(ANN, days(53), RewardCommands.REFUSE_REFERRAL, about(99));
    assertThat(circle.outcome()).isEqualTo("unknown_referral");
  }

  @Test
  void one_household_is_refused_by_a_colleague_or_where_the_playbook_says_so() {
    Fields home = said("street", "1 High St.", "postalCode", "AB1 2CD");
    Fields same = said("street", "1, high st", "postalCode", "ab12cd");
    circle = new Circle(CLUB).known(ANN, "address", home).known(BOB, "address", same);
    friend(BOB, 0);
    circle.passes(days(40));
    assertThat(circle.told()).last().isEqualTo("Referral Held same-household");
    circle.asks(ANN, days(41), RewardCommands.REFUSE_REFERRAL, about(BOB));
    circle.asks(ANN, days(41), RewardCommands.REFUSE_REFERRAL, about(BOB));
    assertThat(circle.outcome()).isEqualTo("done");
    assertThat(circle.told()).last().isEqualTo("Referral Refused same-household");
    assertThat(circle.active(ANN)).isZero();
    circle =
        new Circle(CLUB + "      review: [velocity]\n")
            .known(ANN, "address", home)
            .known(BOB, "address", same);
    friend(BOB, 0);
    circle.passes(days(40));
    assertThat(circle.told()).last().isEqualTo("Referral Refused same-household");
  }

  @Test
  void what_is_held_comes_to_nothing_where_the_order_comes_back() {
    circle = new Circle(CLUB).known(ANN, "phone", "+442079460958");
    circle.known(BOB, "phone", "+442079460958");
    friend(BOB, 0);
    circle.passes(days(40));
    assertThat(circle.told()).last().isEqualTo("Referral Held same-phone");
    circle.track(BOB, days(41), "Order Cancelled", said("order_id", "o2"));
    circle.asks(ANN, days(42), RewardCommands.APPROVE_REFERRAL, about(BOB));
    assertThat(circle.outcome()).isEqualTo("referral_settled");
    assertThat(circle.active(ANN)).isZero();
  }

  @Test
  void nothing_of_a_friend_is_in_the_members_book() {
    circle = new Circle(CLUB).known(ANN, "phone", "+442079460958");
    circle.known(BOB, "phone", "+442079460958");
    friend(BOB, 0);
    circle.passes(days(40));
    assertThat(circle.made(ANN).toString()).doesNotContain("7946").contains("same-phone");
  }

  @Test
  void a_book_is_read_back_as_it_was() {
    friend(BOB, 0);
    circle.comes(CAL, ANN, days(3)).passes(START.plusSeconds(40 * 86_400L));
    for (long who : new long[] {ANN, BOB, CAL}) {
      var book = circle.state(who).book();
      assertThat(BookCodec.read(BookCodec.write(book))).isEqualTo(book);
    }
  }

  @Test
  void whoever_was_paid_for_friends_can_be_asked_for() {
    circle = new Circle(CLUB, "segments: {hosts: customer.loyalty.referrals >= 1}\n").known(ANN);
    friend(BOB, 0);
    circle.passes(days(31));
    assertThat(circle.entered()).containsExactly("hosts");
    circle.track(BOB, days(40), "Order Cancelled", said("order_id", "o2"));
    assertThat(circle.left()).containsExactly("hosts");
  }
}
