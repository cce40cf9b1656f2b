package habitue.outreach.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.store.feed.Position;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {
  private static final WebhookOptions QUICK =
      new WebhookOptions(
          true,
          Duration.ofSeconds(2),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofMillis(20));

  @TempDir private Path folder;
  private Receiver receiver;
  private Shop shop;
  private Webhooks webhooks;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
    open(QUICK);
  }

  private void open(WebhookOptions options) {
    shop = new Shop(folder);
    webhooks =
        Webhooks.open(
            shop.store.outgoing(), shop.store.settings(), options, InstantSource.system());
  }

  @AfterEach
  void stop() {
    closeShop();
    receiver.close();
  }

  private void closeShop() {
    webhooks.close();
    shop.close();
  }

  private Webhook add(String... types) {
    return webhooks.add(receiver.url(), Set.of(types), Set.of());
  }

  private static List<String> orders(List<Fields> facts) {
    return facts.stream()
        .filter(fact -> fact.text("name").orElse("").equals("Order Placed"))
        .map(fact -> fact.fields("details").text("order_id").orElseThrow())
        .toList();
  }

  /** Waits until what a target took is noted: before that, a stop sends it once more. */
  private void noted(Webhook webhook) throws InterruptedException {
    String ours = "msg_" + webhook.id() + "_";
    Position to =
        receiver.all().stream()
            .filter(each -> each.status() / 100 == 2 && each.id().startsWith(ours))
            .flatMap(each -> Position.parse(lastOf(each.id())).stream())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Receiver.until(() -> {
      Position at = webhooks.find(webhook.id()).orElseThrow().progress().position();
      return at != null && at.compareTo(to) >= 0;
    });
  }

  /** The place a delivery reaches, as its id ends. */
  private static String lastOf(String id) {
    int length = new Position(0, 0, 0).text().length();
    return id.substring(id.length() - length);
  }

  private static WebhookOptions givingUp() {
    return new WebhookOptions(
        true,
        Duration.ofSeconds(2),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(20));
  }

  @Test
  void facts_arrive_signed_as_standard_webhooks_are() throws Exception {
    Webhook webhook = add();
    shop.order("anna", 1);
    Receiver.until(() -> !orders(receiver.taken()).isEmpty());
    Receiver.Delivered first = receiver.all().getFirst();
    long timestamp = Long.parseLong(first.timestamp());
    assertThat(first.signature())
        .isEqualTo(Signature.of(webhook.secret(), first.id(), timestamp, first.body()))
        .startsWith("v1,");
    assertThat(Math.abs(timestamp - System.currentTimeMillis() / 1000)).isLessThan(60);
    Fields fact = first.facts().getFirst();
    assertThat(fact.text("customer").orElse("")).startsWith("c");
    assertThat(fact.values()).containsKeys("cursor", "kind", "name", "at", "statedAt", "because");
    Receiver.until(() -> webhooks.all().getFirst().progress().delivered() != null);
  }

  /** The example of the specification's own text. */
  @Test
  void the_signature_is_that_of_the_specification() {
    assertThat(
            Signature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void what_fails_is_sent_again_with_the_same_id_until_it_is_taken() throws Exception {
    receiver.answer(tries -> tries < 4 ? 500 : 200);
    add("Order Placed");
    shop.order("anna", 1);
    Receiver.until(() -> !receiver.taken().isEmpty());
    assertThat(orders(receiver.taken())).containsExactly("anna-1");
    assertThat(receiver.all()).hasSize(4);
    assertThat(receiver.all().stream().map(Receiver.Delivered::id).distinct()).hasSize(1);
  }

  @Test
  void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
    receiver.answer(_ -> 302);
    add();
    shop.order("anna", 1);
    Receiver.until(() -> webhooks.all().getFirst().progress().failures() > 1);
    assertThat(webhooks.all().getFirst().progress().error()).isEqualTo("status_302");
    assertThat(receiver.taken()).isEmpty();
  }

  @Test
  void a_dead_letter_lets_the_next_pass_and_is_sent_again_on_demand() throws Exception {
    closeShop();
    open(givingUp());
    receiver.answer(_ -> 503);
    Webhook webhook = add("Order Placed");
    shop.order("anna", 1);
    Receiver.until(() -> webhooks.deadLetters(webhook.id()).size() == 1);
    DeadLetter letter = webhooks.deadLetters(webhook.id()).getFirst();
    assertThat(letter.error()).isEqualTo("status_503");
    assertThat(letter.facts()).isEqualTo(1);
    receiver.answer(_ -> 200);
    shop.order("bela", 1);
    Receiver.until(() -> orders(receiver.taken()).contains("bela-1"));
    noted(webhook);

    // Not lost by a restart, nor sent before someone asks.
    closeShop();
    open(givingUp());
    assertThat(webhooks.deadLetters(webhook.id())).hasSize(1);
    assertThat(webhooks.replay(webhook.id(), 0)).isEqualTo(1);
    Receiver.until(() -> webhooks.deadLetters(webhook.id()).isEmpty());
    assertThat(orders(receiver.taken())).containsExactly("bela-1", "anna-1");
  }

  @Test
  void a_restart_in_the_middle_loses_nothing_and_keeps_each_customers_order() throws Exception {
    receiver.answer(tries -> tries == 1 ? 500 : 200);
    Webhook webhook = add("Order Placed");
    Map<String, Integer> placed = new HashMap<>();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 60; i++) {
        String user = "u" + i % 7;
        shop.order(user, placed.merge(user, 1, Integer::sum));
      }
      closeShop();
      open(QUICK);
      assertThat(webhooks.find(webhook.id())).isPresent();
    }
    Set<String> expected = new HashSet<>();
    placed.forEach((user, count) -> {
      for (int i = 1; i <= count; i++) {
        expected.add(user + "-" + i);
      }
    });
    Receiver.until(() -> new HashSet<>(orders(receiver.taken())).containsAll(expected));
    Map<String, Integer> newest = new HashMap<>();
    for (String order : orders(receiver.taken())) {
      String user = order.substring(0, order.indexOf('-'));
      int number = Integer.parseInt(order.substring(order.indexOf('-') + 1));
      int before = newest.getOrDefault(user, 0);
      assertThat(number).as(order).isLessThanOrEqualTo(before + 1);
      newest.put(user, Math.max(before, number));
    }
  }

  @Test
  void a_slow_target_holds_no_other_up() throws Exception {
    try (var slow = new Receiver()) {
      slow.answer(_ -> {
        try {
          Thread.sleep(60_000);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
        return 200;
      });
      Webhook stuck = webhooks.add(slow.url(), Set.of(), Set.of());
      add("Order Placed");
      for (int i = 1; i <= 50; i++) {
        shop.order("anna", i);
      }
      Receiver.until(() -> orders(receiver.taken()).size() >= 50);
      Receiver.until(
          () -> webhooks.find(stuck.id()).orElseThrow().progress().error().equals("timeout"));
    }
  }

  @Test
  void only_what_was_asked_for_is_sent() throws Exception {
    Webhook french = webhooks.add(receiver.url(), Set.of(), Set.of("fr"));
    add("Order Placed");
    shop.order("anna", 1);
    Receiver.until(() -> !receiver.taken().isEmpty());
    Thread.sleep(200);
    assertThat(receiver.all()).allMatch(each -> !each.id().contains("_" + french.id() + "_"));
    assertThat(receiver.taken())
        .allMatch(fact -> fact.text("name").orElse("").equals("Order Placed"));
  }

  @Test
  void every_target_is_told_once_who_was_erased_and_nothing_of_them() throws Exception {
    Webhook orders = add("Order Placed");
    Webhook french = webhooks.add(receiver.url(), Set.of(), Set.of("fr"));
    shop.order("anna", 1);
    shop.file(Fields.NONE.with("type", "identify").with("userId", "anna").with("anonymousId", "x"));
    Receiver.until(() -> orders(receiver.taken()).contains("anna-1"));
    CustomerId anna = shop.user("anna");
    shop.store.erase(anna, "officer").finished().get();
    shop.order("bela", 1);
    Receiver.until(() -> orders(receiver.taken()).contains("bela-1"));
    Receiver.until(() -> erased(french) == 1 && erased(orders) == 1);
    noted(french);
    noted(orders);
    closeShop();
    open(QUICK);
    shop.order("cleo", 1);
    Receiver.until(() -> orders(receiver.taken()).contains("cleo-1"));
    assertThat(erased(orders)).isEqualTo(1);
    Fields line =
        receiver.taken().stream()
            .filter(each -> each.text("kind").orElse("").equals("erased"))
            .findFirst()
            .orElseThrow();
    assertThat(line.values().keySet())
        .containsExactlyInAnyOrder("cursor", "kind", "customer", "name", "at");
    assertThat(line.text("customer")).contains(anna.toString());
    assertThat(line.text("name")).contains("Customer Erased");
  }

  /** How many notices of an erasure a target was sent. */
  private long erased(Webhook webhook) {
    return receiver.all().stream()
        .filter(each -> each.id().contains("_" + webhook.id() + "_"))
        .flatMap(each -> each.facts().stream())
        .filter(each -> each.text("kind").orElse("").equals("erased"))
        .count();
  }

  @Test
  void what_was_removed_gets_nothing_more_and_its_number_is_not_used_again() throws Exception {
    Webhook webhook = add();
    assertThat(webhooks.remove(webhook.id())).isTrue();
    assertThat(webhooks.remove(webhook.id())).isFalse();
    shop.order("anna", 1);
    shop.settle();
    Thread.sleep(100);
    assertThat(receiver.all()).isEmpty();
    assertThat(add().id()).isNotEqualTo(webhook.id());
  }

  @Test
  void private_addresses_are_refused_when_added_and_when_sent() throws Exception {
    Webhook webhook = add();
    closeShop();
    open(
        new WebhookOptions(
            false,
            QUICK.atMost(),
            QUICK.firstWait(),
            QUICK.longestWait(),
            QUICK.giveUpAfter(),
            QUICK.poll()));
    for (String url :
        List.of(
            "https://127.0.0.1/",
            "https://localhost/",
            "https://10.1.2.3/",
            "https://192.168.0.1/x",
            "https://169.254.169.254/latest",
            "https://[::1]/",
            "https://[fd00::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://2130706433/",
            "https://0.0.0.0/",
            "https://224.0.0.1/",
            "https://100.64.0.1/",
            "http://93.184.216.34/",
            "https://user:word@93.184.216.34/",
            "ftp://93.184.216.34/",
            "file:///etc/passwd")) {
      assertThatThrownBy(() -> webhooks.add(URI.create(url), Set.of(), Set.of()))
          .as(url)
          .isInstanceOf(TargetRefused.class);
    }
    // One that was allowed before is looked at again each time.
    shop.order("anna", 1);
    Receiver.until(
        () -> webhooks.find(webhook.id()).orElseThrow().progress().error().startsWith("target_"));
    assertThat(receiver.all()).isEmpty();
  }
}
