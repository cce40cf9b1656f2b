package habitue.engine.reward.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What is in each account; together always zero. */
public record Balances(Map<Account, Long> points) {
  public static final Balances ZERO = new Balances(Map.of());

  public Balances {
    var all = new EnumMap<Account, Long>(Account.class);
    for (Account account : Account.values()) {
      all.put(account, points.getOrDefault(account, 0L));
    }
    long sum = all.values().stream().mapToLong(Long::longValue).sum();
    if (sum != 0) {
      throw new BrokenLedger("the accounts come to " + sum);
    }
    points = Collections.unmodifiableMap(all);
  }

  public long of(Account account) {
    return points.getOrDefault(account, 0L);
  }

  /** All that was ever granted. */
  public long issued() {
    return -of(Account.ISSUED);
  }

  /** What the brand may still be asked for: pending + active − negative − owed. */
  public long outstanding() {
    return of(Account.PENDING) + of(Account.ACTIVE) + of(Account.NEGATIVE) + of(Account.OWED);
  }

  /** What may be spent now; below zero where points came back after they were spent. */
  public long spendable() {
    return of(Account.ACTIVE) + of(Account.NEGATIVE);
  }

  /** These accounts, to be moved between. */
  Map<Account, Long> open() {
    return new EnumMap<>(points);
  }
}
