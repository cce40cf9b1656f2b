package habitue.simulation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.CustomerId;
import habitue.model.Identifier;
import habitue.store.door.LookUp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the door's customers and strands against the model's. Their numbers differ, but what once
 * went by one pair of numbers must do so for ever.
 */
final class Census {
  private final PeopleModel model;
  private final Map<Long, Integer> strands = new HashMap<>();
  private final Map<Integer, CustomerId> customers = new HashMap<>();

  Census(PeopleModel model) {
    this.model = model;
  }

  /** The same event was filed under these. */
  void sameStrand(long real, int expected) {
    Integer before = strands.putIfAbsent(real, expected);
    assertThat(before == null ? expected : before).as("strand of an event").isEqualTo(expected);
  }

  /** Who was born and joined within one batch never went by an id that anyone saw. */
  boolean met(int number) {
    return customers.containsKey(number);
  }

  /** The door's id of a customer that was compared before. */
  CustomerId id(int number) {
    CustomerId id = customers.get(number);
    if (id == null) {
      throw new IllegalStateException("customer " + number + " was not met");
    }
    return id;
  }

  void compare(LookUp real) {
    for (Identifier name : model.names()) {
      Optional<Integer> expected = model.resolve(name);
      Optional<CustomerId> found = real.resolve(name);
      assertThat(found.isPresent()).as("%s is known", name.value()).isEqualTo(expected.isPresent());
      expected.ifPresent(number -> same(name.value(), found.orElseThrow(), number));
    }
    compareMembers(real);
    assertThat(customers.values()).doesNotHaveDuplicates();
    Map.copyOf(customers)
        .forEach((number, id) ->
            same("id " + id, real.resolve(id).orElseThrow(), model.resolve(number)));
  }

  /** Everyone has the strands they should have, whether an event was filed under them or not. */
  private void compareMembers(LookUp real) {
    for (int number : model.everyone()) {
      CustomerId id = customers.get(model.resolve(number));
      if (id == null) {
        continue;
      }
      Set<Long> found =
          real.strands(id).stream().map(info -> info.strand().number()).collect(Collectors.toSet());
      Set<Integer> expected = model.strands(number);
      assertThat(found).as("strands of %s", id).hasSameSizeAs(expected);
      assertThat(expected)
          .containsAll(
              found.stream().filter(strands::containsKey).map(strands::get).toList());
    }
  }

  private void same(String what, CustomerId found, int expected) {
    CustomerId before = customers.putIfAbsent(expected, found);
    assertThat(found).as("%s is customer %d", what, expected).isEqualTo(before == null ? found : before);
  }
}
