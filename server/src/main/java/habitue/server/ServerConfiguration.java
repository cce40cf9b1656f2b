package habitue.server;

import habitue.server.audit.Audit;
import habitue.server.collect.CollectMeters;
import habitue.server.collect.CollectServlet;
import habitue.server.collect.Collector;
import habitue.server.collect.Cors;
import habitue.server.collect.Intake;
import habitue.server.collect.KnownPeople;
import habitue.server.collect.Sources;
import habitue.server.collect.Unnamed;
import habitue.server.hooks.HookMeters;
import habitue.server.hooks.HookServlet;
import habitue.server.hooks.Hooks;
import habitue.server.hooks.RequestsInStore;
import habitue.server.limit.BodyClock;
import habitue.server.limit.Limits;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.OwnPointsServlet;
import habitue.server.loyalty.Tokens;
import habitue.server.loyalty.cards.CardIntake;
import habitue.server.loyalty.cards.CardNumbers;
import habitue.server.loyalty.cards.Cards;
import habitue.server.loyalty.vouchers.VoucherIntake;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.server.me.PageLinks;
import habitue.server.metrics.StoreGauges;
import habitue.server.metrics.TablesLag;
import habitue.server.privacy.DataRequests;
import habitue.server.privacy.Doubts;
import habitue.server.privacy.WhoSays;
import habitue.server.referral.Codes;
import habitue.server.referral.Invitations;
import habitue.server.referral.Referred;
import habitue.server.security.KeyUses;
import habitue.server.sieve.Counts;
import habitue.server.sieve.Places;
import habitue.server.sieve.Sieve;
import habitue.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the parts to what Spring runs: the servlet of events in, controllers, security. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@SpringParts
class ServerConfiguration {
  private static final Duration PATIENCE_WITH_BODIES = Duration.ofSeconds(30);

  @Bean
  CollectMeters collectMeters(MeterRegistry registry) {
    return new CollectMeters(registry);
  }

  @Bean
  StoreGauges storeGauges(Store store, TablesLag tables) {
    return new StoreGauges(store, tables);
  }

  @Bean
  Codes referralCodes(Store store) {
    return new Codes(store.settings());
  }

  @Bean
  Invitations invitations(Store store, Codes codes) {
    return new Invitations(store.reader(), codes);
  }

  @Bean
  Referred referred(Store store, Codes codes, MeterRegistry registry) {
    return new Referred(codes, () -> store.context().playbook().plan().programmes(), registry);
  }

  @Bean
  Collector collector(
      Intake intake,
      Store store,
      KnownPeople people,
      Sieve sieve,
      Referred referred,
      CollectMeters meters,
      Vouchers vouchers,
      Cards cards,
      Audit audit,
      InstantSource clock) {
    var unnamed =
        new Unnamed(() -> store.context().playbook().purposes(), sieve, store.tallies()::add);
    return new Collector(
        new CardIntake(new VoucherIntake(intake, vouchers, store, audit), cards),
        store.quarantine(),
        people,
        sieve,
        referred,
        unnamed,
        meters,
        clock);
  }

  @Bean
  Sieve sieve(
      Store store,
      InstantSource clock,
      ObjectProvider<Places> places,
      ObjectProvider<Counts> counts) {
    return new Sieve(
        () -> store.context().playbook().traffic(),
        places.getIfAvailable(() -> Places.NONE),
        counts.getIfAvailable(() -> new Counts(store.settings(), clock)));
  }

  @Bean
  ServletRegistrationBean<CollectServlet> collectServlet(
      Collector collector,
      Sources sources,
      CollectMeters meters,
      KeyUses uses,
      Limits limits,
      Address address) {
    var servlet =
        new CollectServlet(
            collector,
            sources,
            meters,
            uses,
            limits,
            address.publicAddress(),
            PATIENCE_WITH_BODIES);
    return new ServletRegistrationBean<>(servlet, "/v1/*");
  }

  @Bean
  Cards cards(Store store) {
    return new Cards(new CardNumbers(store.settings()), store.reader());
  }

  @Bean
  Vouchers vouchers(Store store) {
    return new Vouchers(store);
  }

  @Bean
  Tokens loyaltyTokens(Store store, InstantSource clock) {
    return new Tokens(store.settings(), clock);
  }

  @Bean
  ServletRegistrationBean<OwnPointsServlet> ownPointsServlet(
      Tokens tokens,
      Loyalty loyalty,
      Invitations invitations,
      Cards cards,
      Store store,
      Sources sources) {
    var servlet =
        new OwnPointsServlet(
            tokens, loyalty, invitations, cards, store.reader(), new Cors(sources));
    var registration = new ServletRegistrationBean<>(servlet, "/v1/loyalty/*");
    registration.setName("own points");
    return registration;
  }

  @Bean
  Hooks hooks(Store store, Sources sources) {
    return new Hooks(store.settings(), sources);
  }

  @Bean
  ServletRegistrationBean<HookServlet> hookServlet(
      Hooks hooks,
      Collector collector,
      Store store,
      Audit audit,
      DataRequests dataRequests,
      WhoSays whoSays,
      Doubts doubts,
      KeyUses uses,
      Limits limits,
      MeterRegistry registry,
      InstantSource clock) {
    var requests = new RequestsInStore(store, collector, audit, dataRequests, whoSays, doubts);
    var meters = new HookMeters(registry);
    var servlet =
        new HookServlet(
            hooks, collector, requests, meters, uses, limits, clock, PATIENCE_WITH_BODIES);
    var registration = new ServletRegistrationBean<>(servlet, "/v1/hooks/*");
    registration.setName("hooks");
    return registration;
  }

  @Bean
  PageLinks pageLinks(Store store, InstantSource clock, Address address) {
    return new PageLinks(store.settings(), clock, address.publicAddress());
  }

  @Bean
  Limits limits(MeterRegistry registry) {
    return new Limits(registry, System::nanoTime);
  }

  @Bean
  KeyUses keyUses(Store store, InstantSource clock) {
    return new KeyUses(store.settings(), clock);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problems() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemValve()));
  }

  /** Of every request, whether a servlet of ours reads its body or Tomcat its form. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies() {
    return tomcat -> tomcat.addEngineValves(new BodyClock(PATIENCE_WITH_BODIES, System::nanoTime));
  }

  /** Behind proxies a request is by whom they say, and as encrypted as they say. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> proxies(Address address) {
    return tomcat -> {
      if (!address.trustedProxies().isEmpty()) {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", address.trustedProxies()));
        valve.setProtocolHeader("X-Forwarded-Proto");
        tomcat.addEngineValves(valve);
      }
    };
  }

  @Bean
  ErrorPageRegistrar errorPage() {
    return pages -> pages.addErrorPages(new ErrorPage("/error"));
  }
}
