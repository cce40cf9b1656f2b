package habitue.model;

import java.util.Arrays;
import java.util.Optional;

/** What a name is worth, strongest first. */
public enum IdentifierType {
  USER_ID(1, "userId", Strength.STRONG),
  EMAIL(2, "email", Strength.MEDIUM),
  PHONE(3, "phone", Strength.MEDIUM),
  CARD(4, "card", Strength.MEDIUM),
  ANONYMOUS_ID(5, "anonymousId", Strength.WEAK),
  DEVICE(6, "device", Strength.WEAK),
  ORDER_ID(7, "orderId", Strength.WEAK);

  /** Strong names one person; medium does once verified; weak belongs to its first claimant. */
  public enum Strength {
    STRONG,
    MEDIUM,
    WEAK
  }

  private final int number;
  private final String wireName;
  private final Strength strength;

  IdentifierType(int number, String wireName, Strength strength) {
    this.number = number;
    this.wireName = wireName;
    this.strength = strength;
  }

  /** Its number on disk, fixed for ever. */
  public int number() {
    return number;
  }

  public static IdentifierType numbered(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst().orElseThrow();
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
