package habitue.simulation.identity;

import habitue.simulation.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The door and the workers against the model, over random histories of small towns. */
class IdentityTest {
  @Test
  void the_store_and_the_model_agree_on_who_is_who_and_what_they_came_to_be() {
    Seeds.each(2_000, IdentityTest::agree);
  }

  private static void agree(long seed) {
    var random = new SplittableRandom(seed);
    List<Deed> deeds = Town.of(random).history(10 + random.nextInt(80));
    try {
      History.live(deeds, seed);
    } catch (RuntimeException | AssertionError failure) {
      List<Deed> few = History.shrunk(deeds, seed);
      String told = few.stream().map(Deed::toString).collect(Collectors.joining("\n"));
      throw new AssertionError("shrunk to:\n" + told + "\n" + failure.getMessage(), failure);
    }
  }
}
