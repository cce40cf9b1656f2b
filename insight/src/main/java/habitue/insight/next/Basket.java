package habitue.insight.next;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** What someone ordered on one day: products, or categories, by number and each once. */
public final class Basket {
  private final int day;
  private final int[] things;

  /**
   * @param day counted from any day that is the same for all
   * @param things from 0; below that is nothing
   */
  public Basket(int day, int... things) {
    this.day = day;
    this.things = Arrays.stream(things).filter(each -> each >= 0).sorted().distinct().toArray();
  }

  int day() {
    return day;
  }

  int size() {
    return things.length;
  }

  int thing(int place) {
    return things[place];
  }

  /** All things in it. */
  public IntStream things() {
    return Arrays.stream(things);
  }

  boolean has(int thing) {
    return Arrays.binarySearch(things, thing) >= 0;
  }

  /** The same day, of what each thing belongs to. */
  public Basket of(IntUnaryOperator owner) {
    return new Basket(day, Arrays.stream(things).map(owner).toArray());
  }
}
