package habitue.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.audit.Audit;
import habitue.server.people.PeopleOptions;
import habitue.server.people.Role;
import habitue.server.people.SeedSeal;
import habitue.server.people.Totp;
import habitue.server.people.Users;
import habitue.store.Options;
import habitue.store.Store;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts as people live with them, over HTTP. */
class PeopleFlowTest {
  private static final String OWN = "four unrelated words";
  private static final Pattern KEY = Pattern.compile("(?s)class=\"key\"><code[^>]*>([^<]+)</code>");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private RunningServer server;

  private void start(PeopleOptions options) {
    server = RunningServer.with(folder, options);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String shown(HttpResponse<String> answer) {
    Matcher matcher = KEY.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }

  private String created(Visitor admin, String name, String role) {
    HttpResponse<String> answer =
        admin.post("/settings/people", "name", name, "email", "", "role", role);
    assertThat(answer.statusCode()).isEqualTo(201);
    return shown(answer);
  }

  private Visitor inside(String name, String password) {
    var visitor = new Visitor(server);
    assertThat(visitor.signIn(name, password)).isEqualTo("/account/password");
    assertThat(Visitor.location(visitor.post("/account/password", "fresh", OWN, "again", OWN)))
        .isEqualTo("/");
    assertThat(visitor.inside()).isTrue();
    return visitor;
  }

  private List<String> audited() {
    return server
        .context()
        .getBean(Audit.class)
        .newest(100, Long.MAX_VALUE, _ -> true)
        .entries()
        .stream()
        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
        .toList();
  }

  @Test
  void a_temporary_password_opens_only_the_page_to_change_it() {
    start(PeopleOptions.USUAL);
    Visitor admin = new Visitor(server).admin();
    String secret = created(admin, "anna", "agent");
    var anna = new Visitor(server);
    assertThat(anna.signIn("anna", secret)).isEqualTo("/account/password");
    assertThat(Visitor.location(anna.get("/customers"))).isEqualTo("/account/password");
    assertThat(Visitor.location(anna.get("/"))).isEqualTo("/account/password");
    assertThat(anna.post("/account/password", "fresh", "short", "again", "short").statusCode())
        .isEqualTo(400);
    assertThat(anna.post("/account/password", "fresh", OWN, "again", "other").statusCode())
        .isEqualTo(400);
    assertThat(anna.post("/account/password", "fresh", secret, "again", secret).body())
        .contains("another than before");
    String tooLong = "é".repeat(37) + " abcdef";
    assertThat(anna.post("/account/password", "fresh", tooLong, "again", tooLong).statusCode())
        .isEqualTo(400);
    assertThat(Visitor.location(anna.post("/account/password", "fresh", OWN, "again", OWN)))
        .isEqualTo("/");
    assertThat(anna.get("/customers").statusCode()).isEqualTo(200);
    assertThat(new Visitor(server).signIn("anna", secret)).contains("error");
    assertThat(new Visitor(server).signIn("Anna", OWN)).isEqualTo("/");
    assertThat(audited())
        .contains(
            "admin user-created anna",
            "anna password-changed anna",
            "anna sign-in anna",
            " sign-in-failed ");
    assertThat(admin.get("/settings/audit").body()).contains("anna").doesNotContain(OWN);
    assertThat(admin.get("/settings/people").body()).contains("anna").doesNotContain(secret);
  }

  @Test
  void a_changed_account_loses_its_sessions_at_once() {
    start(PeopleOptions.USUAL);
    Visitor admin = new Visitor(server).admin();
    Visitor anna = inside("anna", created(admin, "anna", "agent"));
    admin.post("/settings/people/anna/role", "role", "viewer");
    assertThat(anna.inside()).isFalse();
    anna.signIn("anna", OWN);
    assertThat(anna.inside()).isTrue();
    admin.post("/settings/people/anna/disable");
    assertThat(anna.inside()).isFalse();
    assertThat(anna.signIn("anna", OWN)).contains("error");
    admin.post("/settings/people/anna/enable");
    anna.signIn("anna", OWN);
    var elsewhere = new Visitor(server);
    elsewhere.signIn("anna", OWN);
    String fresh = "other unrelated words";
    anna.post("/account/password", "current", OWN, "fresh", fresh, "again", fresh);
    assertThat(anna.inside()).isTrue();
    assertThat(elsewhere.inside()).isFalse();
    String secret = shown(admin.post("/settings/people/anna/reset"));
    assertThat(anna.inside()).isFalse();
    assertThat(anna.signIn("anna", fresh)).contains("error");
    assertThat(anna.signIn("anna", secret)).isEqualTo("/account/password");
  }

  @Test
  void nobody_locks_admin_out() {
    start(PeopleOptions.USUAL);
    Visitor admin = new Visitor(server).admin();
    for (String act : new String[] {"disable", "reset", "role"}) {
      assertThat(admin.post("/settings/people/admin/" + act, "role", "viewer").statusCode())
          .as(act)
          .isEqualTo(409);
    }
    assertThat(admin.inside()).isTrue();
    assertThat(admin.post("/settings/people", "name", "admin", "role", "viewer").statusCode())
        .isEqualTo(400);
    assertThat(admin.post("/settings/people", "name", "A b", "role", "viewer").statusCode())
        .isEqualTo(400);
    assertThat(admin.post("/settings/people", "name", "eve", "role", "god").statusCode())
        .isEqualTo(400);
  }

  @Test
  void an_hour_of_nothing_ends_a_session_though_a_page_is_open() {
    start(PeopleOptions.USUAL);
    Visitor admin = new Visitor(server).admin();
    server.clock.move(Duration.ofMinutes(29));
    assertThat(admin.inside()).isTrue();
    server.clock.move(Duration.ofMinutes(29));
    assertThat(admin.inside()).isTrue();
    server.clock.move(Duration.ofMinutes(31));
    assertThat(admin.inside()).isFalse();
  }

  private String code(String secret) {
    return Totp.code(secret, server.clock.instant());
  }

  @Test
  void everyone_can_set_one_up_and_is_then_asked_for_it_though_nobody_demands_it() {
    start(PeopleOptions.USUAL);
    for (Role role : Role.values()) {
      String name = "a-" + role.wireName();
      people().create(name, "", role);
      people().password(name, "words that nobody knows");
      var visitor = new Visitor(server);
      assertThat(visitor.signIn(name, "words that nobody knows")).isEqualTo("/");
      String secret = shown(visitor.get("/account/totp"));
      assertThat(visitor.post("/account/totp", "code", code(secret)).statusCode()).isEqualTo(201);
      var again = new Visitor(server);
      assertThat(again.signIn(name, "words that nobody knows")).isEqualTo("/sign-in/code");
      assertThat(Visitor.location(again.get("/"))).isEqualTo("/sign-in/code");
    }
  }

  private Users people() {
    return server.context().getBean(Users.class);
  }

  /** Whoever reads a copy of the data finds no secret, and without the key a code opens nothing. */
  @Test
  void a_second_factor_s_secret_is_in_no_backup_and_no_key_is_either() throws IOException {
    start(PeopleOptions.USUAL);
    String secret = Totp.newSecret();
    List<String> recovery = people().enrol("admin", secret, code(secret));
    assertThat(recovery).hasSize(10);
    Path backup = folder.resolve("a-backup");
    server.store.backup(backup);
    byte[] key = Files.readAllBytes(folder.resolve("second-factors.key"));
    assertThat(key).hasSize(32);
    try (Stream<Path> files = Files.walk(backup)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes)
            .doesNotContain(secret)
            .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
      }
    }
    Path restored = folder.resolve("restored");
    Store.restore(backup, restored, null);
    server.clock.move(Duration.ofMinutes(5));
    try (var store = Store.open(restored, Options.of(RunningServer.BRAND))) {
      assertThat(store.settings().find("users").orElseThrow().toString())
          .contains("sealed:")
          .doesNotContain(secret);
      var elsewhere =
          new Users(store.settings(), "", PeopleOptions.USUAL, SeedSeal.in(restored), server.clock);
      assertThat(elsewhere.find("admin").orElseThrow().factor().enrolled()).isTrue();
      assertThat(elsewhere.check("admin", code(secret))).isEqualTo(Users.Code.WRONG);
      assertThat(elsewhere.check("admin", recovery.getFirst())).isEqualTo(Users.Code.RECOVERY);
      Files.write(restored.resolve("second-factors.key"), key);
      var withKey =
          new Users(store.settings(), "", PeopleOptions.USUAL, SeedSeal.in(restored), server.clock);
      assertThat(withKey.check("admin", code(secret))).isEqualTo(Users.Code.RIGHT);
    }
  }

  @Test
  void a_second_factor_is_asked_for_once_it_is_set_up() {
    start(PeopleOptions.USUAL);
    Visitor admin = new Visitor(server).admin();
    HttpResponse<String> offer = admin.get("/account/totp");
    assertThat(offer.body()).contains("otpauth://totp/", "<svg class=\"qr\"");
    String secret = shown(offer);
    assertThat(admin.post("/account/totp", "code", "000000").statusCode()).isEqualTo(400);
    String first = code(secret);
    HttpResponse<String> enrolled = admin.post("/account/totp", "code", first);
    String[] recovery = shown(enrolled).split("\n");
    assertThat(recovery).hasSize(10);

    var again = new Visitor(server);
    assertThat(again.signIn("admin", RunningServer.PASSWORD)).isEqualTo("/sign-in/code");
    assertThat(Visitor.location(again.get("/"))).isEqualTo("/sign-in/code");
    assertThat(again.inside()).isFalse();
    assertThat(again.post("/sign-in/code", "code", first).statusCode()).isEqualTo(400);
    server.clock.move(Duration.ofSeconds(30));
    assertThat(Visitor.location(again.post("/sign-in/code", "code", code(secret)))).isEqualTo("/");
    assertThat(again.inside()).isTrue();

    var lost = new Visitor(server);
    lost.signIn("admin", RunningServer.PASSWORD);
    assertThat(Visitor.location(lost.post("/sign-in/code", "code", recovery[3]))).isEqualTo("/");
    var twice = new Visitor(server);
    twice.signIn("admin", RunningServer.PASSWORD);
    assertThat(twice.post("/sign-in/code", "code", recovery[3]).statusCode()).isEqualTo(400);

    server.clock.move(Duration.ofSeconds(60));
    lost.post("/account/totp/remove", "code", code(secret));
    assertThat(new Visitor(server).signIn("admin", RunningServer.PASSWORD)).isEqualTo("/");
    assertThat(again.inside()).isFalse();
    assertThat(audited())
        .contains(
            "admin totp-enrolled admin",
            "admin recovery-code-used admin",
            "admin totp-removed admin");
  }

  @Test
  void guessing_codes_waits_longer_and_longer() {
    start(PeopleOptions.USUAL);
    Users users = server.context().getBean(Users.class);
    String secret = Totp.newSecret();
    users.enrol("admin", secret, Totp.code(secret, server.clock.instant().minusSeconds(30)));
    var guesser = new Visitor(server);
    guesser.signIn("admin", RunningServer.PASSWORD);
    for (int i = 0; i < 6; i++) {
      guesser.post("/sign-in/code", "code", "00000" + i);
    }
    assertThat(guesser.post("/sign-in/code", "code", code(secret)).statusCode()).isEqualTo(400);
    server.clock.move(Duration.ofMinutes(2));
    assertThat(Visitor.location(guesser.post("/sign-in/code", "code", code(secret))))
        .isEqualTo("/");
  }

  @Test
  void where_it_is_demanded_nothing_opens_before_it_is_set_up() {
    start(new PeopleOptions(true, false, null));
    var admin = new Visitor(server);
    assertThat(admin.signIn("admin", RunningServer.PASSWORD)).isEqualTo("/account/totp");
    assertThat(Visitor.location(admin.get("/settings/people"))).isEqualTo("/account/totp");
    String secret = shown(admin.get("/account/totp"));
    assertThat(admin.post("/account/totp", "code", code(secret)).statusCode()).isEqualTo(201);
    assertThat(admin.inside()).isTrue();
    Visitor anna = inside("anna", created(admin, "anna", "agent"));
    assertThat(anna.inside()).isTrue();
  }

  @Test
  void accounts_survive_a_restart() {
    start(PeopleOptions.USUAL);
    inside("anna", created(new Visitor(server).admin(), "anna", "finance"));
    server.close();
    start(PeopleOptions.USUAL);
    var anna = new Visitor(server);
    assertThat(anna.signIn("anna", OWN)).isEqualTo("/");
    assertThat(anna.get("/settings/people").statusCode()).isEqualTo(403);
  }
}
