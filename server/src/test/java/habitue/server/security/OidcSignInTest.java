package habitue.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.server.RunningServer;
import habitue.server.Visitor;
import habitue.server.people.Oidc;
import habitue.server.people.PeopleOptions;
import habitue.server.people.Role;
import habitue.server.people.Totp;
import habitue.server.people.Users;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole code flow with PKCE against a provider that runs here, over HTTP. */
class OidcSignInTest {
  @SuppressWarnings("NullAway.Init")
  private static TestProvider.Running provider;

  @TempDir Path folder;
  private @Nullable RunningServer server;

  @BeforeAll
  static void startProvider() {
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private RunningServer start(@Nullable Role defaultRole) {
    var oidc =
        new Oidc(provider.address(), TestProvider.CLIENT, TestProvider.SECRET, defaultRole, "");
    RunningServer started = RunningServer.with(folder, new PeopleOptions(false, false, oidc));
    provider.register("http://127.0.0.1:" + started.port() + "/login/oauth2/code/oidc");
    server = started;
    return started;
  }

  /** Goes to the provider, signs in there, and comes back: where they end up. */
  private static String signIn(Visitor visitor, String account) throws Exception {
    HttpResponse<String> to = visitor.get("/oauth2/authorization/oidc");
    String authorize = to.headers().firstValue("Location").orElse("");
    assertThat(authorize)
        .startsWith(provider.address() + "/oauth2/authorize")
        .contains("code_challenge_method=S256", "response_type=code", "state=", "nonce=");
    return Visitor.location(visitor.get(back(authorize, account)));
  }

  private static String back(String authorize, String account)
      throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      String form = "username=" + account + "&password=company";
      browser.send(
          HttpRequest.newBuilder(provider.address().resolve("/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          HttpResponse.BodyHandlers.discarding());
      HttpResponse<String> answer =
          browser.send(
              HttpRequest.newBuilder(URI.create(authorize)).header("Accept", "text/html").build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      return Visitor.location(answer);
    }
  }

  private static Users users(RunningServer server) {
    return server.context().getBean(Users.class);
  }

  @Test
  void a_verified_e_mail_opens_the_account_that_names_it() throws Exception {
    RunningServer console = start(null);
    users(console).create("anna", "anna@company.example", Role.AGENT);
    var anna = new Visitor(console);
    assertThat(anna.get("/sign-in").body()).contains("/oauth2/authorization/oidc");
    // Her temporary password stays to be changed: the step is the same for every door.
    assertThat(signIn(anna, "anna.k")).isEqualTo("/account/password");
    users(console).password("anna", "four unrelated words");
    assertThat(signIn(anna, "anna.k")).isEqualTo("/");
    assertThat(anna.inside()).isTrue();
    assertThat(anna.get("/settings/people").statusCode()).isEqualTo(403);
    var fake = new Visitor(console);
    assertThat(signIn(fake, "fake")).isEqualTo("/sign-in?unknown");
    assertThat(fake.inside()).isFalse();
  }

  @Test
  void a_name_opens_an_account_without_an_e_mail_and_never_the_built_in_one() throws Exception {
    RunningServer console = start(null);
    users(console).create("bela", "", Role.FINANCE);
    users(console).password("bela", "four unrelated words");
    var bela = new Visitor(console);
    assertThat(signIn(bela, "bela")).isEqualTo("/");
    assertThat(bela.inside()).isTrue();
    var admin = new Visitor(console);
    assertThat(signIn(admin, "admin")).isEqualTo("/sign-in?unknown");
    assertThat(admin.inside()).isFalse();
    users(console).disable("bela", true);
    assertThat(bela.inside()).isFalse();
    assertThat(signIn(bela, "bela")).isEqualTo("/sign-in?unknown");
  }

  @Test
  void an_account_stays_with_its_first_owner_whatever_names_become_at_the_provider()
      throws Exception {
    RunningServer console = start(Role.VIEWER);
    users(console).create("bela", "", Role.FINANCE);
    users(console).password("bela", "four unrelated words");
    users(console).create("anna", "anna@company.example", Role.AGENT);
    users(console).password("anna", "four unrelated words");
    assertThat(signIn(new Visitor(console), "bela")).isEqualTo("/");
    assertThat(signIn(new Visitor(console), "anna.k")).isEqualTo("/");
    provider.rename("bela", Map.of("preferred_username", "bela-married"));
    provider.rename("thief", Map.of("preferred_username", "bela"));
    var bela = new Visitor(console);
    assertThat(signIn(bela, "bela")).isEqualTo("/");
    assertThat(users(console).find("bela-married")).isEmpty();
    assertThat(signIn(new Visitor(console), "thief")).isEqualTo("/sign-in?unknown");
    provider.rename("thief", Map.of("email", "anna@company.example", "email_verified", true));
    assertThat(signIn(new Visitor(console), "thief")).isEqualTo("/sign-in?unknown");
    users(console).reset("anna");
    assertThat(signIn(new Visitor(console), "thief")).isEqualTo("/account/password");
    provider.rename("bela", Map.of("preferred_username", "bela"));
  }

  @Test
  void nobody_gets_an_account_unless_a_role_is_set_for_them() throws Exception {
    RunningServer console = start(Role.VIEWER);
    var bela = new Visitor(console);
    assertThat(signIn(bela, "bela")).isEqualTo("/");
    assertThat(users(console).find("bela").orElseThrow().role()).isEqualTo(Role.VIEWER);
    assertThat(new Visitor(console).signIn("bela", "")).contains("error");
  }

  @Test
  void a_second_factor_is_asked_for_here_too() throws Exception {
    RunningServer console = start(null);
    users(console).create("bela", "", Role.PRIVACY);
    users(console).password("bela", "four unrelated words");
    String secret = Totp.newSecret();
    users(console).enrol("bela", secret, Totp.code(secret, console.clock.instant()));
    assertThat(signIn(new Visitor(console), "bela")).isEqualTo("/sign-in/code");
  }

  @Test
  void an_answer_nobody_asked_for_opens_nothing() {
    RunningServer console = start(null);
    var stranger = new Visitor(console);
    String to = Visitor.location(stranger.get("/login/oauth2/code/oidc?code=stolen&state=made-up"));
    assertThat(to).isEqualTo("/sign-in?provider");
    assertThat(stranger.inside()).isFalse();
  }

  @Test
  void a_provider_that_does_not_answer_keeps_nobody_from_their_password() {
    var oidc = new Oidc(URI.create("http://127.0.0.1:1"), "habitue", "secret", null, "");
    RunningServer console = RunningServer.with(folder, new PeopleOptions(false, false, oidc));
    server = console;
    var visitor = new Visitor(console);
    assertThat(Visitor.location(visitor.get("/oauth2/authorization/oidc")))
        .isEqualTo("/sign-in?provider");
    assertThat(visitor.admin().inside()).isTrue();
  }

  @Test
  void without_a_provider_there_is_no_such_door() {
    RunningServer console = RunningServer.with(folder, PeopleOptions.USUAL);
    server = console;
    var visitor = new Visitor(console);
    assertThat(visitor.get("/sign-in").body()).doesNotContain("oauth2");
    assertThat(Visitor.location(visitor.get("/oauth2/authorization/oidc"))).isEqualTo("/sign-in");
  }
}
