package habitue.model;

/**
 * The thread of records filed under one identifier. An event is filed under one strand for good;
 * which customer a strand belongs to can change. The number is the position of its first sight.
 */
public record Strand(long number) {
  public int slot() {
    return Slots.of(number);
  }
}
