package habitue.server.security;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.people.Oidc;
import habitue.server.people.Step;
import habitue.server.people.User;
import habitue.server.people.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signing in with a provider's account, by the code flow with PKCE. The provider is asked what it
 * can do when the first person comes, so that the console starts without it.
 */
final class OidcSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  static final String START = "/oauth2/authorization";
  private static final String REGISTRATION = "oidc";

  private final Oidc oidc;
  private final Users users;
  private final SignIn signIn;
  private final Audit audit;

  OidcSignIn(Oidc oidc, Users users, SignIn signIn, Audit audit) {
    this.oidc = oidc;
    this.users = users;
    this.signIn = signIn;
    this.audit = audit;
  }

  void add(HttpSecurity http) {
    var registrations = new OneProvider();
    var resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations, START);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    http.addFilterBefore(
        new Reachable(registrations), OAuth2AuthorizationRequestRedirectFilter.class);
    http.oauth2Login(login ->
        login
            .loginPage(SignInGate.PATH)
            .clientRegistrationRepository(registrations)
            .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
            .authorizationEndpoint(start -> start.authorizationRequestResolver(resolver))
            .successHandler(new Vouched())
            .failureHandler((request, response, wrong) -> refuse(response, "provider")));
  }

  /** Known only once the provider said where its parts are. */
  private final class OneProvider implements ClientRegistrationRepository {
    private volatile @Nullable ClientRegistration known;

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
      ClientRegistration registration = known;
      if (registration == null && id.equals(REGISTRATION)) {
        registration = discover();
        known = registration;
      }
      return id.equals(REGISTRATION) ? registration : null;
    }
  }

  /** Before anyone is sent to the provider it must say where; when it does not, that is told. */
  private static final class Reachable extends OncePerRequestFilter {
    private final OneProvider registrations;

    Reachable(OneProvider registrations) {
      this.registrations = registrations;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !request.getServletPath().equals(START + "/" + REGISTRATION);
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      try {
        registrations.findByRegistrationId(REGISTRATION);
      } catch (IllegalArgumentException | IllegalStateException | RestClientException silent) {
        LOG.warn("The identity provider does not answer: {}", silent.getClass().getName());
        response.sendRedirect(SignInGate.PATH + "?provider");
        return;
      }
      chain.doFilter(request, response);
    }
  }

  private ClientRegistration discover() {
    String base = oidc.console().isEmpty() ? "{baseUrl}" : oidc.console();
    return ClientRegistrations.fromOidcIssuerLocation(oidc.issuer().toString())
        .registrationId(REGISTRATION)
        .clientId(oidc.client())
        .clientSecret(oidc.secret())
        .scope("openid", "email", "profile")
        .redirectUri(base + "/login/oauth2/code/{registrationId}")
        .build();
  }

  private void refuse(HttpServletResponse response, String why) throws IOException {
    audit.record("", Action.SIGN_IN_FAILED, "");
    response.sendRedirect(SignInGate.PATH + "?" + why);
  }

  /** The provider's word is in: whose account is it here? */
  private final class Vouched extends SavedRequestAwareAuthenticationSuccessHandler {
    @Override
    public void onAuthenticationSuccess(
        HttpServletRequest request, HttpServletResponse response, Authentication who)
        throws IOException, ServletException {
      Optional<User> user =
          who.getPrincipal() instanceof OidcUser said ? account(said) : Optional.empty();
      if (user.isEmpty() || user.get().disabled()) {
        SecurityContextHolder.clearContext();
        request.getSession().invalidate();
        refuse(response, "unknown");
        return;
      }
      Optional<Step> next = signIn.begin(request, response, user.get(), "oidc");
      if (next.isPresent()) {
        response.sendRedirect(next.get().path());
      } else {
        super.onAuthenticationSuccess(request, response, who);
      }
    }
  }

  private Optional<User> account(OidcUser said) {
    boolean verified = Boolean.TRUE.equals(said.getEmailVerified());
    String email = said.getEmail();
    String name = said.getPreferredUsername();
    String subject = said.getIssuer() + " " + said.getSubject();
    return users.vouched(subject, verified && email != null ? email : "", name == null ? "" : name);
  }
}
