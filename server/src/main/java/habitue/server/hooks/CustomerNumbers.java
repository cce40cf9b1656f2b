package habitue.server.hooks;

import java.util.Arrays;
import java.util.Optional;

/** What a shop's numbers of its customers are worth beyond it. */
public enum CustomerNumbers {
  /** They are the brand's: 12 is the same person wherever a userId 12 comes from. */
  SHARED("shared"),
  /** They count within the shop's store, as the userId {@code STORE:12}. */
  OWN("own");

  private final String wireName;

  CustomerNumbers(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<CustomerNumbers> named(String wireName) {
    return Arrays.stream(values()).filter(numbers -> numbers.wireName.equals(wireName)).findFirst();
  }
}
