package habitue.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Bucket.Rate TEN = new Bucket.Rate(10, 20);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);
  private final Bucket bucket = new Bucket(now.get());

  private Duration take(long tokens) {
    return bucket.take(TEN, tokens, now.get());
  }

  private int takeAll() {
    int taken = 0;
    while (take(1).isZero()) {
      taken++;
    }
    return taken;
  }

  @Test
  void it_gives_what_it_holds_and_then_as_much_as_flows_in() {
    assertThat(takeAll()).isEqualTo(20);
    assertThat(take(1)).isEqualTo(Duration.ofMillis(100));
    // Past the largest number there is: such a clock has no zero.
    now.addAndGet(2 * SECOND - SECOND / 10);
    assertThat(takeAll()).isEqualTo(19);
    now.addAndGet(100 * SECOND);
    assertThat(takeAll()).isEqualTo(20);
  }

  @Test
  void what_is_refused_costs_nothing() {
    takeAll();
    now.addAndGet(SECOND / 2);
    assertThat(take(6)).isPositive();
    assertThat(take(5)).isZero();
  }

  @Test
  void more_than_it_holds_goes_when_it_is_full_and_is_paid_for_after() {
    assertThat(take(50)).isZero();
    assertThat(take(1)).isPositive();
    now.addAndGet(3 * SECOND);
    assertThat(take(1)).isPositive();
    now.addAndGet(SECOND / 5);
    assertThat(take(1)).isZero();
  }

  @Test
  void many_at_once_get_together_what_one_would() throws InterruptedException {
    var taken = new AtomicLong();
    var done = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      Thread.startVirtualThread(() -> {
        taken.addAndGet(takeAll());
        done.countDown();
      });
    }
    done.await();
    assertThat(taken.get()).isEqualTo(20);
  }

  @Test
  void however_many_ask_there_are_so_many_buckets_and_no_more() {
    var buckets = new Buckets(100, now::get);
    for (int i = 0; i < 10_000; i++) {
      buckets.take("address " + i, TEN, 1);
    }
    assertThat(buckets.size()).isEqualTo(100);
    // Those beyond share one, which is long empty.
    assertThat(buckets.take("one more", TEN, 1)).isPositive();
    now.addAndGet(SECOND);
    assertThat(buckets.take("one more", TEN, 1)).isZero();
    assertThat(buckets.size()).isLessThan(100);
  }

  /**
   * A guard against locks: far above what it takes, far below what a lock under contention does.
   */
  @Test
  void a_take_is_a_matter_of_nanoseconds() {
    var rate = new Bucket.Rate(1_000_000, 10_000_000);
    var buckets = new Buckets(100, System::nanoTime);
    int rounds = 2_000_000;
    for (int i = 0; i < rounds; i++) {
      buckets.take("k1", rate, 0);
    }
    long before = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      buckets.take("k1", rate, 0);
    }
    long each = (System.nanoTime() - before) / rounds;
    System.out.printf("a take: %d ns%n", each);
    assertThat(each).isLessThan(5_000);
  }
}
