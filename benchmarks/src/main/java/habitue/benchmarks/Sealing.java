package habitue.benchmarks;

import habitue.benchmarks.workload.Workload;
import habitue.model.Body;
import habitue.model.Event;
import habitue.store.journal.Journal;
import habitue.store.journal.Json;
import habitue.store.journal.Seal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What sealing a record costs, with another key for each, as the door has it. */
final class Sealing {
  private static final int RECORDS = 20_000;
  private static final int ROUNDS = 11;
  private static final byte[] HEADER = new byte[24];

  private final List<byte[]> bodies = new ArrayList<>();
  private final List<SecretKey> keys = new ArrayList<>();
  private final Seal seal = new Seal();
  private long position;

  Sealing(long seed) {
    var random = new SplittableRandom(seed);
    var workload = new Workload(seed, RECORDS, Instant.EPOCH);
    for (int i = 0; i < RECORDS; i++) {
      var event = Event.of(Json.object(workload.next().json()));
      bodies.add(Journal.prepare(new Body.Happened(event)));
      byte[] key = new byte[16];
      random.nextBytes(key);
      keys.add(new SecretKeySpec(key, "AES"));
    }
  }

  /** Microseconds for one, by the clock of this thread: the median of some rounds. */
  double micros() {
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < RECORDS; i++) {
        seal.close(keys.get(i), 1, ++position, HEADER, bodies.get(i));
      }
      micros[round] = (System.nanoTime() - start) / 1e3 / RECORDS;
    }
    return Figures.median(micros);
  }
}
