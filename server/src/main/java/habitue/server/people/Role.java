package habitue.server.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a colleague's account is for; it has one. */
public enum Role {
  ADMIN(true),
  MARKETER(false),
  AGENT(true),
  FINANCE(true),
  PRIVACY(true),
  VIEWER(false);

  private final boolean seesContacts;

  Role(boolean seesContacts) {
    this.seesContacts = seesContacts;
  }

  /** Whether e-mails, phones, cards and streets are shown whole. */
  public boolean seesContacts() {
    return seesContacts;
  }

  /** Whether so much is open to it that a second factor may be demanded. */
  public boolean guarded() {
    return this == ADMIN || this == PRIVACY;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String authority() {
    return "ROLE_" + name();
  }

  public static Optional<Role> named(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findFirst();
  }
}
