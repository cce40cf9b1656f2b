package habitue.model;

import java.util.Optional;

/**
 * A customer: a set of strands. The number is the journal position at which the customer was first
 * seen, so it says nothing about the person. Written {@code c1a2b} (base 36).
 */
public record CustomerId(long number) implements EntityId {
  public static Optional<CustomerId> parse(String text) {
    if (text.length() < 2 || text.length() > 13 || text.charAt(0) != 'c') {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(text, 1, text.length(), 36);
      var id = new CustomerId(number);
      return number > 0 && id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "c" + Long.toString(number, 36);
  }
}
