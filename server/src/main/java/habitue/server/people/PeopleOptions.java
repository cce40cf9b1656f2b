package habitue.server.people;

import org.jspecify.annotations.Nullable;

/**
 * How people sign in.
 *
 * @param requireTotp whether admin and privacy must have a second factor
 * @param forgetAdminTotp takes the second factor from {@code admin}, who lost it
 */
public record PeopleOptions(boolean requireTotp, boolean forgetAdminTotp, @Nullable Oidc oidc) {
  public static final PeopleOptions USUAL = new PeopleOptions(false, false, null);
}
