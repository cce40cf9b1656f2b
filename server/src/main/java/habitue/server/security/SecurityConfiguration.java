package habitue.server.security;

import habitue.server.limit.Limits;
import habitue.server.people.PeopleOptions;
import habitue.server.people.SeedSeal;
import habitue.server.people.Users;
import habitue.store.Store;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Three doors, each with its own keys: events in ({@code /v1/}, which asks for a write key itself),
 * machines ({@code /api/}, a bearer key with the scope of {@link Route}), and people (everything
 * else, a session). Customers' own pages have a fourth, in {@code me}. What no rule allows is
 * denied.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {
  private static final String CONTENT_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  /** What people who have not signed in may fetch: the page to do so, and what it is made of. */
  public static final List<String> OPEN_PAGES =
      List.of(SignInGate.PATH, "/language", "/webjars/**", "/assets/**");

  @Bean
  @Order(1)
  SecurityFilterChain collect(HttpSecurity http) {
    http.securityMatcher("/v1/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    return stateless(http).build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain machines(HttpSecurity http, ApiKeys keys, KeyUses uses, Limits limits) {
    var refusals = new ApiRefusals();
    http.securityMatcher("/api/**", "/actuator/**", "/openapi.json", "/openapi.json/**")
        .authorizeHttpRequests(SecurityConfiguration::routes)
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilterBefore(new BearerFilter(keys, uses, limits), AuthorizationFilter.class);
    return stateless(http).build();
  }

  @Bean
  ApiKeys apiKeys(Credentials credentials, Store store, InstantSource clock) {
    return new ApiKeys(credentials, new KeyBook(store.settings()), clock);
  }

  private static void routes(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    for (Route route : Route.ALL) {
      var matched = requests.requestMatchers(route.method(), route.pattern());
      switch (route.access()) {
        case Route.Access.Everyone() -> matched.permitAll();
        case Route.Access.AnyKey() -> matched.authenticated();
        case Route.Access.With(Scope scope) -> matched.hasAuthority(scope.authority());
        case Route.Access.WithAny(List<Scope> scopes) ->
            matched.hasAnyAuthority(scopes.stream().map(Scope::authority).toArray(String[]::new));
      }
    }
    requests.anyRequest().denyAll();
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::headers);
  }

  @Bean
  @Order(3)
  SecurityFilterChain people(HttpSecurity http, Doorkeeper doorkeeper) {
    SignInGate gate = doorkeeper.gate();
    http.authorizeHttpRequests(SecurityConfiguration::consoleRoutes)
        .formLogin(form ->
            form.loginPage(SignInGate.PATH)
                .loginProcessingUrl(SignInGate.PATH)
                .successHandler(gate.success())
                .failureHandler(gate))
        .logout(out ->
            out.logoutUrl("/sign-out")
                .addLogoutHandler(gate::signedOut)
                .logoutSuccessUrl(SignInGate.PATH + "?bye"))
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint(new ToSignIn())
                .accessDeniedHandler(new ConsoleRefusals()))
        .addFilterBefore(doorkeeper.sessionAge(), SecurityContextHolderFilter.class)
        .addFilterBefore(gate, UsernamePasswordAuthenticationFilter.class)
        .headers(SecurityConfiguration::headers);
    doorkeeper.oidc().ifPresent(oidc -> oidc.add(http));
    return http.build();
  }

  private static void consoleRoutes(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    // The end of an answer that was let through when it began, and what went wrong with one.
    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
    requests.requestMatchers(OPEN_PAGES.toArray(String[]::new)).permitAll();
    for (ConsoleRoute route : ConsoleRoute.ALL) {
      requests
          .requestMatchers(route.method(), route.pattern())
          .hasAnyAuthority(route.authorities());
    }
    requests.anyRequest().denyAll();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
  }

  @Bean
  SignInDelay signInDelay(InstantSource clock) {
    return new SignInDelay(clock);
  }

  @Bean
  Users users(
      Store store,
      Credentials credentials,
      ObjectProvider<PeopleOptions> options,
      SeedSeal seal,
      InstantSource clock) {
    return new Users(
        store.settings(),
        credentials.consolePasswordHash(),
        options.getIfAvailable(() -> PeopleOptions.USUAL),
        seal,
        clock);
  }

  @Bean
  UserDetailsService accounts(Users users) {
    return new Accounts(users);
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder();
  }

  /** Before everything else: Spring Security itself fails on such paths. */
  @Bean
  FilterRegistrationBean<StraightPaths> straightPaths() {
    var registration = new FilterRegistrationBean<>(new StraightPaths());
    registration.addUrlPatterns("/v1/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** Before Spring Security, which looks for a form's token. */
  @Bean
  FilterRegistrationBean<Uploads> uploads() {
    var registration = new FilterRegistrationBean<>(new Uploads());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  RequestRejectedHandler refusedPaths() {
    return new RefusedPaths();
  }
}
