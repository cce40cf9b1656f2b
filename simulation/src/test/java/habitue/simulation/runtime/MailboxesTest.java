package habitue.simulation.runtime;

import habitue.simulation.store.World;
import habitue.store.work.Progress;
import java.util.SplittableRandom;

class MailboxesTest extends RuntimeContract {
  @Override
  int rounds() {
    return 15;
  }

  @Override
  Lived live(World world, long seed) {
    var random = new SplittableRandom(seed);
    var mailboxes = new Mailboxes(OPTIONS.customers(), OPTIONS.shared(), World.CONTEXT, random);
    // The door's time may be ahead of a clock that went back.
    return mailboxes.live(world.records(), Progress.of(world.disk()).time());
  }
}
