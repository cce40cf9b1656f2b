package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.store.disk.Batch.Write.DeleteRange;
import habitue.store.disk.Keys;
import habitue.store.disk.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static DeleteRange range(Table table, int from, int until) {
    return new DeleteRange(table, Keys.of(from), Keys.of(until));
  }

  private static String text(DeleteRange range) {
    return "%s %d-%d".formatted(range.table(), Keys.slot(range.from()), Keys.slot(range.until()));
  }

  @Test
  void ranges_that_meet_become_one_and_others_stay_apart() {
    var ranges =
        List.of(
            range(Table.FEED, 200, 210),
            range(Table.KEYS, 1, 3),
            range(Table.FEED, 4, 9),
            range(Table.FEED, 5, 6),
            range(Table.FEED, 9, 12));
    assertThat(Ranges.united(ranges).stream().map(RangesTest::text))
        .containsExactlyInAnyOrder("KEYS 1-3", "FEED 4-12", "FEED 200-210");
  }

  @Test
  void very_many_of_a_table_become_one_over_all_of_them() {
    var ranges = new ArrayList<DeleteRange>();
    for (int i = 0; i < 100; i++) {
      ranges.add(range(Table.STATES, 2 * i + 1, 2 * i + 2));
    }
    ranges.add(range(Table.KEYS, 7, 8));
    Collections.shuffle(ranges, new Random(1));
    assertThat(Ranges.united(ranges).stream().map(RangesTest::text))
        .containsExactlyInAnyOrder("STATES 1-200", "KEYS 7-8");
  }
}
