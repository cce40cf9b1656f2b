package habitue.simulation.runtime;

import habitue.model.Body;
import habitue.model.JournalRecord;
import habitue.simulation.store.World;
import java.util.List;
import java.util.SplittableRandom;

class StoreRuntimeTest extends RuntimeContract {
  @Override
  int rounds() {
    return 8;
  }

  /** The workers live through the journal again, in other numbers and with little memory. */
  @Override
  Lived live(World world, long seed) {
    List<JournalRecord> records = world.records();
    if (records.stream().anyMatch(record -> record.body() instanceof Body.Asked)) {
      // Sends would be sent and filed again: what the workers did is read instead.
      return Readings.of(world.disk(), records);
    }
    var random = new SplittableRandom(seed);
    var options = OPTIONS.withWorkers(1 + random.nextInt(4)).caching(random.nextInt(30));
    try (World again = world.replayed(options, random)) {
      again.passTo(world.now());
      return Readings.of(again.disk(), records);
    }
  }
}
