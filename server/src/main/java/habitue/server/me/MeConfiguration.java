package habitue.server.me;

import habitue.server.discretion.Themselves;
import habitue.server.limit.Limits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The door of customers' own pages: {@code /me} with its own sessions, which are not the console's.
 * What {@link MeRoute} does not list is denied.
 */
@Configuration(proxyBeanMethods = false)
class MeConfiguration {
  /** There is no script on these pages, and no way for one to come in. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  @Bean
  @Order(2)
  SecurityFilterChain themselves(
      HttpSecurity http,
      PageSessions sessions,
      PageCookies cookies,
      Whose whose,
      Limits limits,
      PlainPages pages) {
    var gate = new PageGate(sessions, cookies, whose, limits, pages);
    return http.securityMatcher(MeRoute.PAGE, MeRoute.PAGE + "/**")
        .authorizeHttpRequests(MeConfiguration::routes)
        .csrf(csrf -> csrf.csrfTokenRepository(new PageCsrf(cookies)))
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(pages).accessDeniedHandler(pages))
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(gate, CsrfFilter.class)
        .headers(MeConfiguration::headers)
        .build();
  }

  private static void routes(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    for (MeRoute route : MeRoute.ALL) {
      var matched = requests.requestMatchers(route.method(), route.pattern());
      if (route.open()) {
        matched.permitAll();
      } else {
        matched.hasAuthority(Themselves.AUTHORITY);
      }
    }
    requests.anyRequest().denyAll();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
  }
}
