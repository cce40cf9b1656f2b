package habitue.insight.next;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which products are bought by the same people: item-based collaborative filtering (Sarwar,
 * Karypis, Konstan and Riedl, WWW 2001) by the cosine over customers. Of each product the closest
 * few are kept. Counts go product by product through those who bought it, so that no table of all
 * pairs is ever made.
 */
final class Neighbours {
  static final int KEPT = 10;

  /** Of a customer with more products the last ones count. */
  private static final int PRODUCTS = 100;

  /** Few buyers in common say little. */
  private static final double SHRINK = 10;

  private final int[] buyers;
  private final int[] others;
  private final int[] both;

  private Neighbours(int products) {
    buyers = new int[products];
    others = new int[products * KEPT];
    both = new int[products * KEPT];
    Arrays.fill(others, -1);
  }

  static Neighbours of(List<List<Basket>> pasts, int products) {
    List<int[]> bought = pasts.stream().map(Neighbours::bought).toList();
    var neighbours = new Neighbours(products);
    for (int[] each : bought) {
      for (int product : each) {
        neighbours.buyers[product]++;
      }
    }
    int[][] who = who(bought, neighbours.buyers);
    var count = new int[products];
    for (int product = 0; product < products; product++) {
      neighbours.find(product, who[product], bought, count);
    }
    return neighbours;
  }

  private static int[] bought(List<Basket> past) {
    var last = new int[PRODUCTS];
    int size = 0;
    for (int order = past.size() - 1; order >= 0; order--) {
      Basket basket = past.get(order);
      for (int i = 0; i < basket.size() && size < PRODUCTS; i++) {
        int product = basket.thing(i);
        if (IntStream.of(last).limit(size).noneMatch(each -> each == product)) {
          last[size++] = product;
        }
      }
    }
    return Arrays.copyOf(last, size);
  }

  private static int[][] who(List<int[]> bought, int[] buyers) {
    var who = new int[buyers.length][];
    for (int product = 0; product < buyers.length; product++) {
      who[product] = new int[buyers[product]];
    }
    var filled = new int[buyers.length];
    for (int customer = 0; customer < bought.size(); customer++) {
      for (int product : bought.get(customer)) {
        who[product][filled[product]++] = customer;
      }
    }
    return who;
  }

  /**
   * @param count 0 everywhere, before and after
   */
  private void find(int product, int[] who, List<int[]> bought, int[] count) {
    for (int customer : who) {
      for (int other : bought.get(customer)) {
        count[other]++;
      }
    }
    count[product] = 0;
    for (int customer : who) {
      for (int other : bought.get(customer)) {
        if (count[other] > 0) {
          keep(product, other, count[other]);
          count[other] = 0;
        }
      }
    }
  }

  /** Sorts one in among the closest; of two as close the one of the lower number comes first. */
  private void keep(int product, int other, int shared) {
    double close = closeness(product, other, shared);
    int place = (product + 1) * KEPT;
    while (place > product * KEPT && before(close, other, product, place - 1)) {
      place--;
    }
    int end = (product + 1) * KEPT;
    if (place < end) {
      System.arraycopy(others, place, others, place + 1, end - place - 1);
      System.arraycopy(both, place, both, place + 1, end - place - 1);
      others[place] = other;
      both[place] = shared;
    }
  }

  private boolean before(double close, int other, int product, int place) {
    if (others[place] < 0) {
      return true;
    }
    double held = closeness(product, others[place], both[place]);
    return close > held || close == held && other < others[place];
  }

  private double closeness(int product, int other, int shared) {
    double mean = StrictMath.sqrt((double) buyers[product] * buyers[other]);
    return shared / (mean + SHRINK);
  }

  /** The closest at a rank from 0; below 0 where there are fewer. */
  int other(int product, int rank) {
    return product < buyers.length ? others[product * KEPT + rank] : -1;
  }

  double closeness(int product, int rank) {
    return closeness(product, other(product, rank), both[product * KEPT + rank]);
  }

  Because.Together because(int product, int other) {
    for (int rank = 0; rank < KEPT; rank++) {
      if (other(product, rank) == other) {
        return new Because.Together(product, both[product * KEPT + rank], buyers[product]);
      }
    }
    throw new IllegalArgumentException(other + " is not near " + product);
  }
}
