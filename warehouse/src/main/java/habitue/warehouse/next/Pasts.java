package habitue.warehouse.next;

import habitue.insight.next.Basket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts lines that come by person and day together to what each person ordered. */
final class Pasts {
  /** Of who orders more often the last count. */
  private static final int ORDERS = 100;

  private final Names names;
  private final List<List<Basket>> pasts = new ArrayList<>();
  private List<Basket> past = new ArrayList<>();
  private String customer = "";
  private int day;
  private int[] things = new int[64];
  private int size;

  Pasts(Names names) {
    this.names = names;
  }

  void add(Bought bought) {
    boolean another = !bought.customer().equals(customer);
    if (another || bought.day() != day) {
      endOrder();
    }
    if (another) {
      endPerson();
    }
    customer = bought.customer();
    day = bought.day();
    int number = names.number(bought);
    if (number >= 0) {
      if (size == things.length) {
        things = Arrays.copyOf(things, size * 2);
      }
      things[size++] = number;
    }
  }

  private void endOrder() {
    if (size > 0) {
      past.add(new Basket(day, Arrays.copyOf(things, size)));
      size = 0;
    }
  }

  private void endPerson() {
    if (!past.isEmpty()) {
      pasts.add(List.copyOf(past.subList(Math.max(0, past.size() - ORDERS), past.size())));
      past = new ArrayList<>();
    }
  }

  /** Of all people so far; nothing may be added after. */
  List<List<Basket>> all() {
    endOrder();
    endPerson();
    return pasts;
  }
}
