package habitue.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the same on several threads, and fails as the first of them failed. */
final class Threads {
  private Threads() {}

  static void run(int count, Runnable work) {
    var failure = new AtomicReference<@Nullable Throwable>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(
          Thread.ofPlatform()
              .name("caller-" + i)
              .uncaughtExceptionHandler((_, broken) -> failure.compareAndSet(null, broken))
              .start(work));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    Throwable broken = failure.get();
    if (broken != null) {
      throw new IllegalStateException("a caller failed", broken);
    }
  }
}
