package habitue.server.security;

import habitue.server.limit.Limits;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the key of an API request. Without one the request goes on as nobody's. */
final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final ApiKeys keys;
  private final KeyUses uses;
  private final Limits limits;

  BearerFilter(ApiKeys keys, KeyUses uses, Limits limits) {
    this.keys = keys;
    this.uses = uses;
    this.limits = limits;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      try {
        admit(header.substring(SCHEME.length()).strip(), request);
      } catch (RefusedRequest refused) {
        if (refused.problem().code().status() == HttpServletResponse.SC_UNAUTHORIZED) {
          response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        refused.problem().write(response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private void admit(String token, HttpServletRequest request) {
    ApiKey key = key(token, request.getRemoteAddr());
    if (key.number() > 0) {
      limits.spend(key.id(), Limits.Usual.REQUESTS, key.key().rate(), 1);
      uses.used(key.id());
    }
    if (!key.stores().isEmpty() && !Route.tellsStoresApart(request.getRequestURI())) {
      throw new RefusedRequest(
          Code.STORE_NOT_ALLOWED, "the call does not tell stores apart: use a key of all stores");
    }
    key.attach(request);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication(key));
    SecurityContextHolder.setContext(context);
  }

  /** The key of a token. Tokens that could be guessed wait where many were wrong before. */
  private ApiKey key(String token, String address) {
    if (!NewKey.made(token)) {
      limits.guessing(address);
    }
    Optional<KeyRing.Found<ApiKey>> found = keys.find(token);
    if (found.isEmpty()) {
      limits.wrongKey(address);
      throw new RefusedRequest(Code.WRONG_KEY, "no key of the API is like this");
    }
    keys.ended(found.get())
        .ifPresent(ended -> {
          limits.wrongKey(address);
          throw ended.refusal();
        });
    return found.get().owner();
  }

  private static UsernamePasswordAuthenticationToken authentication(ApiKey key) {
    List<SimpleGrantedAuthority> authorities =
        key.scopes().stream().map(Scope::authority).map(SimpleGrantedAuthority::new).toList();
    return UsernamePasswordAuthenticationToken.authenticated(key.name(), null, authorities);
  }
}
