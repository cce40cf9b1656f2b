package habitue.simulation.runtime;

import habitue.simulation.store.World;
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
    return mailboxes.live(world.records(), world.now());
  }
}
