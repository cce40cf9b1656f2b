package habitue.simulation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Slots;
import habitue.playbook.trust.Channel;
import habitue.store.Store;
import habitue.store.Suppressions.Asked;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone is erased from a shop of hundreds: no byte of theirs stays, and nobody else notices. */
class ErasureTest {
  private static final List<String> WORDS =
      List.of(
          "Quillfeather",
          "Hortensia",
          "quillfeather@zebrapost.example",
          "other-mail-6610@zebrapost.example",
          "zq-user-77120",
          "zq-alias-5523",
          "zq-anon-918273",
          "zq-device-4432",
          "zq-order-8867",
          "+33699887766",
          "rue des Ornithorynques",
          "unverified-5519@zebrapost.example",
          "zq-search-marmalade",
          "zq-property-kumquat",
          "zq-command-detail",
          "zq-key-3391",
          "zq-proof-2208",
          "zq-push-5501",
          "she rang as Quillfeather");

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void own_folder() {
    data = folder.resolve("data");
  }

  /** The one to be erased, in every place there is; and who once was one with her. */
  private static CustomerId fill(Shop shop) {
    others(shop, 0, 150);
    shop.tell(
        "{'type':'page','anonymousId':'zq-anon-918273','properties':{'search':'zq-search-marmalade'}}");
    shop.tell(
        "{'type':'identify','userId':'zq-user-77120','anonymousId':'zq-anon-918273','traits':{"
            + "'name':'Hortensia Quillfeather','email':'quillfeather@zebrapost.example','emailVerified':true,"
            + "'phone':'+33699887766','pushToken':'zq-push-5501','address':{'street':'rue des Ornithorynques','city':'Lyon'}},"
            + "'context':{'device':{'id':'zq-device-4432'}}}");
    shop.tell(
        "{'type':'track','event':'Products Searched','userId':'zq-user-77120','properties':{'query':'zq-search-marmalade'}}");
    shop.tell(
        "{'type':'track','event':'Anything Else','userId':'zq-user-77120','properties':{'fruit':'zq-property-kumquat'}}");
    shop.tell(
        "{'type':'track','event':'Order Completed','userId':'zq-user-77120','timestamp':'2024-03-05T10:00:00Z','properties':{"
            + "'order_id':'zq-order-8867','currency':'EUR','revenue':50,'total':50,'products':[{'product_id':'p1','price':25,'quantity':2}]}}");
    shop.tell(
        "{'type':'track','event':'Order Completed','userId':'zq-user-77120','properties':{"
            + "'order_id':'zq-order-8867b','currency':'EUR','revenue':12.5,'products':[{'product_id':'p2','price':12.5,'quantity':1}]}}");
    shop.tell(
        "{'type':'track','event':'Consent Given','userId':'zq-user-77120','properties':{'channel':'email','proof':'zq-proof-2208'}}");
    suppress(shop);
    shop.tell("{'type':'alias','userId':'zq-user-77120','previousId':'zq-alias-5523'}");
    shop.tell(
        "{'type':'identify','userId':'zq-user-77120','traits':{'email':'unverified-5519@zebrapost.example'}}");
    // Someone else's events name her address, join with her, and are told apart again.
    shop.tell("{'type':'identify','anonymousId':'friend-anon','traits':{'name':'Friend'}}");
    shop.tell(
        "{'type':'identify','userId':'friend','anonymousId':'friend-anon','traits':{'city':'Nice'}}");
    shop.settle();
    CustomerId her = shop.user("zq-user-77120");
    CustomerId friend = shop.user("friend");
    shop.store()
        .door()
        .accept(
            List.of(
                new Arrival.Command(
                    her,
                    "dance",
                    "zq-key-3391",
                    "me",
                    Fields.NONE.with("note", "zq-command-detail"))));
    shop.store()
        .door()
        .accept(List.of(new Arrival.Join(friend, her, "she rang as Quillfeather", "agent")));
    shop.settle();
    shop.tell(
        "{'type':'identify','userId':'zq-user-77120','traits':{'email':'other-mail-6610@zebrapost.example','emailVerified':true}}");
    shop.settle();
    CustomerId both = shop.user("zq-user-77120");
    assertThat(shop.user("friend")).isEqualTo(both);
    shop.store()
        .door()
        .accept(
            List.of(
                new Arrival.Split(
                    both, new Identifier(IdentifierType.ANONYMOUS_ID, "friend-anon"), "agent")));
    shop.settle();
    shop.tell("{'type':'page','userId':'friend','properties':{'path':'/after'}}");
    others(shop, 150, 300);
    shop.settle();
    return shop.user("zq-user-77120");
  }

  private static void suppress(Shop shop) {
    shop.store()
        .suppressions()
        .add(
            List.of(
                new Asked(Channel.EMAIL, "quillfeather@zebrapost.example", "", "complained"),
                new Asked(Channel.PUSH, "zq-push-5501", "marketing", "asked")),
            Instant.now());
  }

  /** What she said she would not get is still known, of an address nobody here has any more. */
  private static void stillSuppressed(Shop shop) {
    var list = shop.store().suppressions();
    assertThat(list.includes(Channel.EMAIL, "quillfeather@zebrapost.example", "contract")).isTrue();
    assertThat(list.includes(Channel.PUSH, "zq-push-5501", "marketing")).isTrue();
    assertThat(list.count()).isEqualTo(2);
  }

  private static void others(Shop shop, int from, int until) {
    for (int i = from; i < until; i++) {
      shop.tell(
          "{'type':'identify','userId':'o%d','anonymousId':'a%d','traits':{'name':'Other %d','email':'o%d@shop.example','emailVerified':true}}"
              .formatted(i, i, i, i));
      shop.tell(
          "{'type':'track','event':'Order Completed','userId':'o%d','properties':{'order_id':'r%d','currency':'EUR','revenue':%d,'products':[{'product_id':'p%d','price':%d,'quantity':1}]}}"
              .formatted(i, i, 10 + i, i % 7, 10 + i));
      if (i % 3 == 0) {
        shop.tell(
            "{'type':'page','anonymousId':'a%d','properties':{'path':'/p/%d'}}".formatted(i, i));
      }
    }
  }

  @Test
  void no_byte_of_an_erased_person_stays_in_the_folder_or_a_new_backup() throws Exception {
    var search = new Search(WORDS);
    Path backup = folder.resolve("backup");
    CustomerId her;
    try (var shop = new Shop(data)) {
      her = fill(shop);
      everyWordIsThere(shop, her);
    }
    assertThat(search.in(data)).as("the search finds what is there").hasSizeGreaterThan(20);
    try (var shop = new Shop(data)) {
      shop.erase(her);
    }
    assertThat(search.in(data)).isEmpty();
    try (var shop = new Shop(data)) {
      var found = new ArrayList<String>();
      for (int slot = 0; slot < Slots.COUNT; slot++) {
        shop.store()
            .reader()
            .records(
                slot,
                0,
                record ->
                    search.in(
                        record.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "record " + record.stamp().position(),
                        found));
      }
      assertThat(found).isEmpty();
      stillSuppressed(shop);
      assertThat(shop.warehouse().rowCounts()).containsEntry("consents", 0L);
      shop.store().verify();
      shop.store().backup(backup);
    }
    assertThat(search.in(backup)).isEmpty();
    Path copy = folder.resolve("copy");
    Store.restore(backup, copy, null);
    try (var shop = new Shop(copy)) {
      stillSuppressed(shop);
      assertThat(shop.recall("{'type':'identify','userId':'o1','traits':{'name':'Other'}}"))
          .isInstanceOf(Receipt.Accepted.class);
      shop.settle();
      stillSuppressed(shop);
    }
  }

  @Test
  void nobody_else_changes_and_the_sums_stay() throws Exception {
    try (var shop = new Shop(data)) {
      CustomerId her = fill(shop);
      Map<String, List<String>> states = shop.states();
      Map<String, String> refolds = shop.refolds();
      List<String> revenue = shop.revenue();
      states.remove(her.toString());
      refolds.remove(her.toString());
      shop.erase(her);
      shop.settle();
      same(shop.states(), states);
      same(shop.refolds(), refolds);
      assertThat(shop.revenue()).isEqualTo(revenue);
      shop.warehouse().rebuild(shop.past(), (_, _) -> {});
      shop.settle();
      assertThat(shop.revenue()).isEqualTo(revenue);
    }
    try (var shop = new Shop(data)) {
      shop.settle();
      assertThat(shop.store().verify().records()).isPositive();
    }
  }

  private static void everyWordIsThere(Shop shop, CustomerId her) {
    var all = new StringBuilder(shop.store().reader().restated(her).facts().toString());
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      shop.store().reader().records(slot, 0, all::append);
    }
    assertThat(all).contains(WORDS);
  }

  /** Says only who differs. */
  private static void same(Map<String, ?> actual, Map<String, ?> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach((id, value) ->
        assertThat(value.equals(expected.get(id)))
            .as("%s:\n%s\n%s", id, value, expected.get(id))
            .isTrue());
  }

  @Test
  void her_past_is_turned_away_and_what_she_does_later_makes_someone_new() throws Exception {
    try (var shop = new Shop(data)) {
      CustomerId her = fill(shop);
      shop.erase(her);
      Receipt old =
          shop.recall(
              "{'type':'page','userId':'zq-user-77120','timestamp':'2023-01-01T00:00:00Z'}");
      assertThat(old)
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              refused -> assertThat(refused.code()).isEqualTo("erased_person"));
      assertThat(
              shop.recall(
                  "{'type':'identify','anonymousId':'unknown','timestamp':'2023-01-01T00:00:00Z',"
                      + "'traits':{'email':'Unverified-5519@zebrapost.example'}}"))
          .isInstanceOf(Receipt.Refused.class);
      assertThat(shop.recall("{'type':'page','userId':'o1','timestamp':'2023-01-01T00:00:00Z'}"))
          .isInstanceOf(Receipt.Accepted.class);
      shop.tell("{'type':'page','userId':'zq-user-77120'}");
      shop.settle();
      CustomerId again = shop.user("zq-user-77120");
      assertThat(again).isNotEqualTo(her);
      assertThat(shop.store().reader().identities().erased(her)).isTrue();
      assertThat(shop.store().reader().identities().erased(again)).isFalse();
      assertThat(shop.store().reader().resolve(her)).isEmpty();
      assertThat(shop.store().erase(her, "officer").receipt())
          .isInstanceOfSatisfying(
              Receipt.Refused.class, refused -> assertThat(refused.code()).isEqualTo("erased"));
    }
  }

  @Test
  void an_old_backup_restored_with_the_newest_list_erases_again() throws Exception {
    Path backup = folder.resolve("backup");
    Path list = folder.resolve("erasures.txt");
    CustomerId her;
    try (var shop = new Shop(data)) {
      her = fill(shop);
      shop.store().backup(backup);
      shop.erase(her);
      Files.writeString(list, shop.store().erasures());
    }
    Path restored = folder.resolve("restored");
    assertThat(Store.restore(backup, restored, list)).isEqualTo(1);
    try (var shop = new Shop(restored)) {
      assertThat(shop.store().reader().identities().erased(her)).isTrue();
      shop.settle();
      assertThat(
              shop.recall(
                  "{'type':'page','userId':'zq-user-77120','timestamp':'2023-01-01T00:00:00Z'}"))
          .isInstanceOf(Receipt.Refused.class);
    }
    assertThat(new Search(WORDS).in(restored)).isEmpty();
  }
}
