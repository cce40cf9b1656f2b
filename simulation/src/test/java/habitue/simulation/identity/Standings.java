package habitue.simulation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.customer.CustomerState;
import habitue.model.Body;
import habitue.model.CustomerId;
import habitue.model.Event;
import habitue.model.JournalRecord;
import habitue.simulation.runtime.StraightFold;
import habitue.store.door.Desk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds everyone's state, as it grew event by event through joins, splits, late history and losses
 * of power, against a straight loop over the events that the model says are theirs.
 */
final class Standings {
  private final PeopleModel model;
  private final Map<String, Integer> strands = new HashMap<>();

  Standings(PeopleModel model) {
    this.model = model;
  }

  /** A message is filed under this strand of the model's. */
  void filed(String messageId, int strand) {
    strands.put(messageId, strand);
  }

  /**
   * @param time up to which timers have fired
   */
  void compare(Desk desk, Instant time) {
    var lives = new TreeMap<Integer, List<JournalRecord>>();
    int events = 0;
    for (JournalRecord record : desk.records()) {
      if (record.body() instanceof Body.Happened(Event event)) {
        int person = model.owner(strand(event));
        lives.computeIfAbsent(person, number -> new ArrayList<>()).add(record);
        events++;
      }
    }
    assertThat(events).as("events in the journal").isEqualTo(strands.size());
    lives.values().forEach(own -> compare(desk, own, time));
  }

  private int strand(Event event) {
    String messageId = event.message().text("messageId").orElseThrow();
    Integer strand = strands.get(messageId);
    assertThat(strand).as("%s was filed", messageId).isNotNull();
    return strand;
  }

  private static void compare(Desk desk, List<JournalRecord> own, Instant time) {
    CustomerId id = desk.lookUp().owner(own.getFirst().stamp().strand()).orElseThrow();
    var behaviour = Desk.PARTS.customers();
    StraightFold<CustomerState> expected =
        StraightFold.of(behaviour, Desk.PARTS.context(), id, own, List.of(), time);
    assertThat(StraightFold.parts(behaviour, desk.state(id)))
        .as("state of %s", id)
        .isEqualTo(StraightFold.parts(behaviour, expected.state()));
  }
}
