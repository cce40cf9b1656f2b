package habitue.server.discretion;

import habitue.model.CustomerId;
import org.springframework.security.core.GrantedAuthority;

/**
 * What a customer on their own page may see: themselves, whole, and nobody else.
 *
 * @param id whom they are by now
 */
public record Themselves(CustomerId id) implements GrantedAuthority {
  private static final long serialVersionUID = 1L;

  /** As routes name it. */
  public static final String AUTHORITY = "THEMSELVES";

  @Override
  public String getAuthority() {
    return AUTHORITY;
  }
}
