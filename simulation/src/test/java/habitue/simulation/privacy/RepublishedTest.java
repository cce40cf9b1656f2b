package habitue.simulation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Context;
import habitue.engine.standing.Standing;
import habitue.model.CustomerId;
import habitue.model.Rates;
import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.plan.Plan;
import habitue.simulation.Seeds;
import habitue.simulation.disk.FaultyDisk;
import habitue.simulation.store.World;
import habitue.store.Options;
import habitue.store.Sweep;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Of whom records have expired, another playbook finds what is left by what it is. */
class RepublishedTest {
  private static final String BEFORE =
      """
      segments:
        lookers: {when: 'count("Product Viewed", days(80)) >= 2'}
        seekers: {when: 'count("Products Searched", days(110)) >= 1'}
      """;
  private static final String AFTER =
      """
      segments:
        fillers: {when: 'count("Product Added", days(115)) >= 1'}
        seekers: {when: 'count("Products Searched", days(110)) >= 1'}
        buyers: {when: 'count("Order Completed") >= 2'}
        lookers: {when: 'count("Product Viewed", days(80)) >= 2 && !customer.in("buyers")'}
      """;
  private static final String STAGES =
      """
      stages:
        regular: {when: 'count("Order Completed", days(200)) >= 2'}
        buyer: {when: customer.orders.count >= 1}
        other: {}
      """;

  private static Options options(Map<String, String> files) {
    var read = (Playbook.Reading.Good) Playbook.read(PlaybookFiles.of(files));
    var context =
        new Context("Shop", "EUR", ZoneId.of("Europe/Paris"), Rates.NONE, read.playbook());
    return Options.of(context).withWorkers(2).caching(20);
  }

  private static Options before(String retention) {
    return options(Map.of("retention.yaml", retention, "segments.yaml", BEFORE));
  }

  private static Options after(String retention) {
    return options(
        Map.of("retention.yaml", retention, "segments.yaml", AFTER, "stages.yaml", STAGES));
  }

  @Test
  void who_is_in_what_is_the_same_as_if_nothing_had_expired() {
    Seeds.each(
        6,
        seed -> {
          var random = new SplittableRandom(seed);
          try (var forEver =
                  new World(new FaultyDisk(), before(""), RetentionTest.START, random.split());
              var world =
                  new World(
                      new FaultyDisk(),
                      before(RetentionTest.EVENTS),
                      RetentionTest.START,
                      random.split())) {
            var months = new Months(random, false);
            months.live(120, forEver, world);
            Sweep sweep = world.store().sweeper().sweep();
            assertThat(sweep.records()).as("something expired").isPositive();
            forEver.reopen(after(""));
            world.reopen(after(RetentionTest.EVENTS));
            forEver.settle();
            world.settle();
            assertThat(standings(world)).isEqualTo(standings(forEver));
            months.live(40, forEver, world);
            assertThat(standings(world)).as("and later").isEqualTo(standings(forEver));
            world.store().sweeper().sweep();
            world.settle();
            assertThat(standings(world)).as("and after it").isEqualTo(standings(forEver));
            world.store().verify();
          }
        });
  }

  /** Everyone's stage, segments and flags, by name. */
  private static Map<String, String> standings(World world) {
    Plan plan = world.store().context().playbook().plan();
    var found = new TreeMap<String, String>();
    world
        .store()
        .reader()
        .customers(id -> found.put(id.toString(), said(plan, standing(world, id))));
    return found;
  }

  private static Standing standing(World world, CustomerId id) {
    return world.store().reader().person(id).orElseThrow().state().standing();
  }

  private static String said(Plan plan, Standing standing) {
    List<String> holds = new ArrayList<>();
    int stage = standing.concluded().stage();
    holds.add(stage < 0 ? "no stage" : plan.stages().get(stage).named().name());
    for (int i = 0; i < plan.segments().size(); i++) {
      if (standing.in(i)) {
        holds.add(plan.segments().get(i).named().name());
      }
    }
    for (int i = 0; i < standing.concluded().flags().size(); i++) {
      if (standing.concluded().flags().get(i).yes()) {
        holds.add(plan.flags().get(i).named().name());
      }
    }
    return String.join(", ", holds);
  }
}
