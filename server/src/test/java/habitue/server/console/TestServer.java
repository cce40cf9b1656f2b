package habitue.server.console;

import static org.springframework.security.config.Customizer.withDefaults;

import habitue.engine.Context;
import habitue.model.Rates;
import habitue.outreach.webhook.WebhookOptions;
import habitue.outreach.webhook.Webhooks;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.server.audit.Audit;
import habitue.server.catalogue.CatalogueConfiguration;
import habitue.server.keys.Keys;
import habitue.server.loyalty.Loyalty;
import habitue.server.next.Foresight;
import habitue.server.next.Foretold;
import habitue.server.people.PeopleOptions;
import habitue.server.people.SeedSeal;
import habitue.server.people.Users;
import habitue.server.privacy.Consenting;
import habitue.server.privacy.DataRequests;
import habitue.server.privacy.Doubts;
import habitue.server.privacy.Endings;
import habitue.server.privacy.Erasing;
import habitue.server.privacy.Exporting;
import habitue.server.security.SignIn;
import habitue.server.security.SignInDelay;
import habitue.server.settings.SettingsConfiguration;
import habitue.store.Options;
import habitue.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The console on the fake shop, behind the policy that the product has. No stereotype: not found by
 * scans.
 */
@EnableAutoConfiguration
@Import({ConsoleConfiguration.class, SettingsConfiguration.class, CatalogueConfiguration.class})
public class TestServer {
  static final String USER = "admin";
  static final String PASSWORD = "only-in-this-test";
  static final String POLICY =
      "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final FakeConsole FAKE = new FakeConsole();

  record Running(ServletWebServerApplicationContext context, FakeConsole shop)
      implements AutoCloseable {
    String address() {
      return "http://127.0.0.1:"
          + Objects.requireNonNull(context.getWebServer(), "a web server").getPort();
    }

    @Override
    public void close() {
      context.close();
    }
  }

  static Running start() {
    var application = new SpringApplication(TestServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "spring.threads.virtual.enabled", "true",
            "springdoc.api-docs.enabled", "false",
            "logging.level.root", "warn"));
    return new Running((ServletWebServerApplicationContext) application.run(), FAKE);
  }

  @Bean
  ConsoleData consoleData() {
    return FAKE;
  }

  @Bean
  Keys keys() {
    return new FakeKeys();
  }

  @Bean(destroyMethod = "close")
  Store store() throws IOException {
    Path folder = Files.createTempDirectory("habitue-console");
    var files = PlaybookFiles.of(Map.of("retention.yaml", "accounting: 10y\n"));
    Playbook playbook = ((Playbook.Reading.Good) Playbook.read(files)).playbook();
    var brand = new Context("Test", "GBP", ZoneId.of("Europe/London"), Rates.NONE, playbook);
    Store store = Store.open(folder, Options.of(brand));
    FakeCatalogue.fill(store.products());
    return store;
  }

  @Bean
  Audit audit(Store store) {
    return new Audit(store, InstantSource.system());
  }

  @Bean
  Users people(Store store) {
    return new Users(
        store.settings(), "", PeopleOptions.USUAL, SeedSeal.passing(), InstantSource.system());
  }

  @Bean
  SignInDelay delay() {
    return new SignInDelay(InstantSource.system());
  }

  @Bean
  SignIn signIn(Users people, Audit audit) {
    return new SignIn(people, audit);
  }

  @Bean
  Erasing erasing(Store store, Audit audit) {
    return new Erasing(
        store, new Endings(store, position -> true, audit, InstantSource.system()), audit);
  }

  @Bean
  Consenting consenting(Store store, Audit audit) {
    return new Consenting(store.door()::accept, audit, store);
  }

  @Bean
  Loyalty loyalty(Store store, Consenting commands) {
    return new Loyalty(store, InstantSource.system(), commands);
  }

  @Bean
  Doubts doubts(Store store) {
    return new Doubts(store, InstantSource.system());
  }

  @Bean
  DataRequests dataRequests(Store store) {
    return new DataRequests(store, InstantSource.system());
  }

  @Bean
  Exporting exporting(Store store, Audit audit, DataRequests requests, Doubts doubts) {
    Foresight none =
        (_, now) ->
            Foretold.nothing(Foretold.None.BEING_LEARNT, LocalDate.ofInstant(now, ZoneOffset.UTC));
    return new Exporting(store, InstantSource.system(), audit, requests, doubts, none);
  }

  @Bean(destroyMethod = "close")
  Webhooks webhooks(Store store) {
    var webhooks =
        Webhooks.open(
            store.outgoing(),
            store.settings(),
            WebhookOptions.USUAL.toAnywhere(),
            InstantSource.system());
    webhooks.add(URI.create("http://127.0.0.1:9/in?token=x"), Set.of("Order Placed"), Set.of());
    return webhooks;
  }

  @Bean("/error")
  TestErrors errors(ErrorPages pages) {
    return new TestErrors(pages);
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername(USER).password("{noop}" + PASSWORD).roles("ADMIN").build());
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) {
    http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/sign-in", "/language", "/error", "/webjars/**", "/assets/**")
                .permitAll()
                .anyRequest()
                .authenticated())
        .formLogin(form -> form.loginPage("/sign-in").defaultSuccessUrl("/", true))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?bye"))
        .csrf(withDefaults())
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)));
    return http.build();
  }

  /** For looking at the pages by hand. */
  public static void main(String[] arguments) {
    Running running = start();
    System.out.println(running.address() + " as " + USER + ", " + PASSWORD);
  }
}
