package habitue.model;

import java.util.Arrays;
import java.util.Optional;

/** What a name is worth, strongest first. */
public enum IdentifierType {
  USER_ID("userId", Strength.STRONG),
  EMAIL("email", Strength.MEDIUM),
  PHONE("phone", Strength.MEDIUM),
  CARD("card", Strength.MEDIUM),
  ANONYMOUS_ID("anonymousId", Strength.WEAK),
  DEVICE("device", Strength.WEAK),
  ORDER_ID("orderId", Strength.WEAK);

  /** Strong names one person; medium does once verified; weak belongs to its first claimant. */
  public enum Strength {
    STRONG,
    MEDIUM,
    WEAK
  }

  private final String wireName;
  private final Strength strength;

  IdentifierType(String wireName, Strength strength) {
    this.wireName = wireName;
    this.strength = strength;
  }

  public String wireName() {
    return wireName;
  }

  public Strength strength() {
    return strength;
  }

  public static Optional<IdentifierType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
