package habitue.engine.reward.ledger;

import habitue.playbook.plan.Programme.Shortfall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reference: every single point is an object that is somewhere. Slow, and as plain as can be;
 * it shares no code with the ledger but its words.
 */
final class PlainLedger {
  private final List<Batch> batches = new ArrayList<>();
  private final Map<String, List<Point>> redemptions = new LinkedHashMap<>();
  private final Map<String, Boolean> undone = new LinkedHashMap<>();
  private long negative;
  private long owed;

  /** Where a point is. */
  enum Where {
    PENDING,
    ACTIVE,
    SPENT,
    EXPIRED,
    REVERSED,
    REPAID
  }

  /** One point. */
  static final class Point {
    private final Batch batch;
    private Where where = Where.PENDING;

    Point(Batch batch) {
      this.batch = batch;
    }
  }

  /** The points of an award. */
  static final class Batch {
    private final String id;
    private final Instant earned;
    private final @Nullable Instant active;
    private @Nullable Instant expires;
    private final long[] parts;
    private final long[] taken;
    private final List<Point> points = new ArrayList<>();
    private long indebted;
    private long forgiven;

    Batch(
        String id,
        Instant earned,
        @Nullable Instant active,
        @Nullable Instant expires,
        long... parts) {
      this.id = id;
      this.earned = earned;
      this.active = active;
      this.expires = expires;
      this.parts = parts.clone();
      this.taken = new long[parts.length];
      for (long part : parts) {
        for (long i = 0; i < part; i++) {
          points.add(new Point(this));
        }
      }
    }

    long count(Where where) {
      return points.stream().filter(point -> point.where == where).count();
    }

    /** Some of the points that are somewhere. */
    List<Point> some(Where where, long most) {
      return points.stream().filter(point -> point.where == where).limit(most).toList();
    }

    String told() {
      return "%s pending %d active %d spent %d expired %d reversed %d repaid %d debt %d let be %d"
          .formatted(
              id,
              count(Where.PENDING),
              count(Where.ACTIVE),
              count(Where.SPENT),
              count(Where.EXPIRED),
              count(Where.REVERSED) + indebted,
              count(Where.REPAID),
              indebted,
              forgiven);
    }
  }

  void award(Batch batch, Instant now) {
    pass(now);
    if (batches.stream().noneMatch(each -> each.id.equals(batch.id))) {
      batches.add(batch);
    }
    pass(now);
  }

  /** What is not over yet lives on until then at least. */
  void extend(Instant until, Instant now) {
    pass(now);
    for (Batch batch : batches) {
      Instant end = batch.expires;
      if (end != null && end.isAfter(now) && end.isBefore(until)) {
        batch.expires = until;
      }
    }
    pass(now);
  }

  void activate(String id, Instant now) {
    pass(now);
    find(id).some(Where.PENDING, Long.MAX_VALUE).forEach(point -> point.where = Where.ACTIVE);
    pass(now);
  }

  boolean spend(String id, long points, Instant now) {
    if (redemptions.containsKey(id) || points <= 0 || would(now) < points) {
      return false;
    }
    pass(now);
    var given = new ArrayList<Point>();
    for (Batch batch : firstToExpire()) {
      given.addAll(batch.some(Where.ACTIVE, points - given.size()));
    }
    given.forEach(point -> point.where = Where.SPENT);
    redemptions.put(id, given);
    pass(now);
    return true;
  }

  /** Active points once time has done what it does. */
  private long would(Instant now) {
    pass(now);
    return count(Where.ACTIVE);
  }

  boolean restore(String id, Instant now) {
    if (!redemptions.containsKey(id) || undone.containsKey(id)) {
      return false;
    }
    pass(now);
    undone.put(id, true);
    for (Batch batch : batches) {
      List<Point> back =
          redemptions.get(id).stream().filter(point -> point.batch == batch).toList();
      for (Point point : back) {
        point.where = back(batch);
      }
    }
    pass(now);
    return true;
  }

  /** Debts are cleared first, owed ones before those that later points make good. */
  private Where back(Batch batch) {
    if (batch.indebted > 0) {
      batch.indebted--;
      if (owed > 0) {
        owed--;
      } else {
        negative--;
      }
      return Where.REVERSED;
    }
    if (batch.forgiven > 0) {
      batch.forgiven--;
      return Where.REVERSED;
    }
    return Where.ACTIVE;
  }

  void reverse(String id, long[] targets, Shortfall shortfall, Instant now) {
    pass(now);
    Batch batch = find(id);
    long wanted = 0;
    for (int part = 0; part < targets.length; part++) {
      long more = Math.max(0, Math.min(targets[part], batch.parts[part]) - batch.taken[part]);
      batch.taken[part] += more;
      wanted += more;
    }
    for (long i = 0; i < wanted; i++) {
      callBack(batch, shortfall);
    }
    pass(now);
  }

  private void callBack(Batch batch, Shortfall shortfall) {
    List<Point> left = batch.some(Where.PENDING, 1);
    left = left.isEmpty() ? batch.some(Where.ACTIVE, 1) : left;
    long used = batch.count(Where.SPENT) + batch.count(Where.REPAID);
    if (!left.isEmpty()) {
      left.getFirst().where = Where.REVERSED;
    } else if (used > batch.indebted + batch.forgiven) {
      switch (shortfall) {
        case FORGIVE -> batch.forgiven++;
        case NEGATIVE -> {
          batch.indebted++;
          negative++;
        }
        case OWE -> {
          batch.indebted++;
          owed++;
        }
      }
    }
  }

  boolean take(long points, Instant now) {
    if (points <= 0 || would(now) < points) {
      return false;
    }
    long left = points;
    for (Batch batch : firstToExpire()) {
      List<Point> some = batch.some(Where.ACTIVE, left);
      some.forEach(point -> point.where = Where.REVERSED);
      left -= some.size();
    }
    pass(now);
    return true;
  }

  /** Instant by instant. */
  void pass(Instant now) {
    var instants = new TreeSet<Instant>();
    instants.add(now);
    for (Batch batch : batches) {
      Stream.of(Optional.ofNullable(batch.active), Optional.ofNullable(batch.expires))
          .flatMap(Optional::stream)
          .filter(each -> each.isBefore(now))
          .forEach(instants::add);
    }
    instants.forEach(this::passAt);
  }

  private void passAt(Instant at) {
    for (Batch batch : batches) {
      if (batch.active != null && !batch.active.isAfter(at)) {
        batch.some(Where.PENDING, Long.MAX_VALUE).forEach(point -> point.where = Where.ACTIVE);
      }
    }
    for (Batch batch : firstToExpire()) {
      for (Point point : batch.some(Where.ACTIVE, Math.max(0, negative))) {
        point.where = Where.REPAID;
        negative--;
      }
    }
    for (Batch batch : firstToExpire().reversed()) {
      for (Point point : batch.some(Where.REPAID, Math.max(0, -negative))) {
        giveBack(batch, point);
      }
    }
    for (Batch batch : batches) {
      if (batch.expires != null && !batch.expires.isAfter(at)) {
        batch.some(Where.PENDING, Long.MAX_VALUE).forEach(point -> point.where = Where.EXPIRED);
        batch.some(Where.ACTIVE, Long.MAX_VALUE).forEach(point -> point.where = Where.EXPIRED);
      }
    }
  }

  /** A point that made good for another, which needs it no more. */
  private void giveBack(Batch batch, Point point) {
    long used = batch.count(Where.SPENT) + batch.count(Where.REPAID);
    if (used > batch.indebted + batch.forgiven) {
      point.where = Where.ACTIVE;
      negative++;
    } else if (batch.indebted > 0 && owed > 0) {
      point.where = Where.REVERSED;
      batch.indebted--;
      owed--;
      negative++;
    } else if (batch.forgiven > 0) {
      point.where = Where.REVERSED;
      batch.forgiven--;
      negative++;
    }
  }

  private List<Batch> firstToExpire() {
    return batches.stream()
        .sorted(
            Comparator.comparing(
                    (Batch batch) -> batch.expires == null ? Instant.MAX : batch.expires)
                .thenComparing(batch -> batch.earned)
                .thenComparing(batch -> batch.id))
        .toList();
  }

  private long count(Where where) {
    return batches.stream().mapToLong(batch -> batch.count(where)).sum();
  }

  private Batch find(String id) {
    return batches.stream().filter(batch -> batch.id.equals(id)).findFirst().orElseThrow();
  }

  Map<Account, Long> balances() {
    var points = new EnumMap<Account, Long>(Account.class);
    long indebted = batches.stream().mapToLong(batch -> batch.indebted).sum();
    points.put(Account.ISSUED, -batches.stream().mapToLong(batch -> batch.points.size()).sum());
    points.put(Account.PENDING, count(Where.PENDING));
    points.put(Account.ACTIVE, count(Where.ACTIVE));
    points.put(Account.SPENT, count(Where.SPENT));
    points.put(Account.EXPIRED, count(Where.EXPIRED));
    points.put(Account.REVERSED, count(Where.REVERSED) + indebted);
    points.put(Account.NEGATIVE, -negative);
    points.put(Account.OWED, -owed);
    return points;
  }

  List<String> told() {
    return batches.stream().map(Batch::told).toList();
  }
}
