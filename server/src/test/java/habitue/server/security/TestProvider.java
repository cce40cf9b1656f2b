package habitue.server.security;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A company's identity provider: Spring's own authorization server, with a page to sign in and
 * proof of the key demanded. Everybody's password is {@code company}. No stereotype: not found by
 * scans.
 */
@EnableAutoConfiguration
public class TestProvider {
  static final String CLIENT = "habitue";
  static final String SECRET = "between-the-two-of-us";

  private static final Map<String, Map<String, Object>> CLAIMS =
      new ConcurrentHashMap<>(
          Map.of(
              "anna.k", Map.of("email", "anna@company.example", "email_verified", true),
              "fake", Map.of("email", "anna@company.example", "email_verified", false),
              "bela", Map.of("preferred_username", "bela"),
              "thief", Map.of("preferred_username", "thief"),
              "admin", Map.of("preferred_username", "admin")));

  record Running(ServletWebServerApplicationContext context) implements AutoCloseable {
    URI address() {
      int port = Objects.requireNonNull(context.getWebServer(), "a web server").getPort();
      return URI.create("http://127.0.0.1:" + port);
    }

    /** Knows a console, and where people go back to. */
    void register(String redirect) {
      context
          .getBean(InMemoryRegisteredClientRepository.class)
          .save(client(CLIENT, redirect).build());
    }

    /** Someone changes what the provider says of them. */
    void rename(String account, Map<String, Object> claims) {
      CLAIMS.put(account, claims);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  static Running start() {
    var application = new SpringApplication(TestProvider.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "server.servlet.session.cookie.name", "provider",
            "spring.main.banner-mode", "off",
            "springdoc.api-docs.enabled", "false",
            "logging.level.root", "warn"));
    return new Running((ServletWebServerApplicationContext) application.run());
  }

  @Bean
  @Order(1)
  SecurityFilterChain protocol(HttpSecurity http) {
    http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(withDefaults());
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(resources -> resources.jwt(withDefaults()));
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain page(HttpSecurity http) {
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(withDefaults());
    return http.build();
  }

  @Bean
  UserDetailsService accounts() {
    return new InMemoryUserDetailsManager(
        CLAIMS.keySet().stream()
            .map(name ->
                User.withUsername(name).password("{noop}company").authorities("user").build())
            .toList());
  }

  @Bean
  InMemoryRegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        client("another", "https://another.example/back").clientSecret("{noop}other").build());
  }

  private static RegisteredClient.Builder client(String name, String redirect) {
    return RegisteredClient.withId(name)
        .clientId(name)
        .clientSecret("{noop}" + SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(redirect)
        .scope("openid")
        .scope("email")
        .scope("profile")
        .clientSettings(ClientSettings.builder().requireProofKey(true).build());
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return token -> {
      if (OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
        CLAIMS
            .getOrDefault(name(token), Map.of())
            .forEach((name, value) -> token.getClaims().claim(name, value));
      }
    };
  }

  private static String name(JwtEncodingContext token) {
    Authentication who = token.getPrincipal();
    return who == null ? "" : who.getName();
  }

  @Bean
  JWKSource<SecurityContext> keys() throws JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("one").generate();
    return new ImmutableJWKSet<>(new JWKSet(key));
  }

  @Bean
  JwtDecoder decoder(JWKSource<SecurityContext> keys) {
    return NimbusJwtDecoder.withJwkSource(keys).build();
  }

  @Bean
  AuthorizationServerSettings settings() {
    return AuthorizationServerSettings.builder().build();
  }
}
