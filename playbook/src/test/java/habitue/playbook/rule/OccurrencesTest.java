package habitue.playbook.rule;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.playbook.rule.Occurrences.Once;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a plain list: in order and late, told apart or not, and several that follow from one. */
final class OccurrencesTest {
  private static final long WINDOW = 1_000;

  private record Known(Occurrences all, List<Once> exact, long total) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void those_that_follow_from_one_do_not_see_each_other(long seed) {
    var random = new SplittableRandom(seed);
    List<Known> known = new ArrayList<>(List.of(new Known(Occurrences.NONE, List.of(), 0)));
    for (int i = 0; i < 2_000; i++) {
      Known before = known.get(Math.max(0, known.size() - 1 - random.nextInt(3)));
      known.add(next(before, i * 3L, random));
    }
    known.forEach(OccurrencesTest::same);
  }

  private static Known next(Known before, long time, SplittableRandom random) {
    long at = random.nextInt(5) == 0 ? time - random.nextInt(1_500) : time;
    long number = random.nextInt(3) == 0 ? random.nextLong(-50, 50) : 1;
    String text = random.nextInt(3) == 0 ? "text " + random.nextInt(40) : "";
    var fresh = new Once(at, number, text);
    boolean apart = random.nextInt(4) == 0;
    Occurrences all = apart ? before.all.latest(fresh, WINDOW) : before.all.plus(fresh, WINDOW);
    var exact = new ArrayList<>(before.exact);
    if (apart) {
      Once old = exact.stream().filter(each -> each.text().equals(text)).findFirst().orElse(null);
      if (old != null && old.at() >= at) {
        return new Known(all, exact, before.total + 1);
      }
      exact.remove(old);
    }
    return new Known(all, plus(exact, fresh), before.total + 1);
  }

  private static List<Once> plus(List<Once> exact, Once fresh) {
    long newest = Math.max(fresh.at(), exact.isEmpty() ? fresh.at() : exact.getLast().at());
    if (fresh.at() <= newest - WINDOW) {
      return exact;
    }
    var more = new ArrayList<>(exact);
    more.add(fresh);
    more.sort(Comparator.comparingLong(Once::at)); // Stable: of two at once the later told is last.
    more.removeIf(each -> each.at() <= newest - WINDOW);
    return more;
  }

  private static void same(Known known) {
    Occurrences all = known.all;
    assertThat(all.exact()).isEqualTo(known.exact);
    assertThat(all.total()).isEqualTo(known.total);
    long sum = known.exact.stream().mapToLong(Once::number).sum();
    assertThat(all.sum(Long.MIN_VALUE)).isEqualTo(sum);
    var to = new Packer();
    all.write(to);
    assertThat(to.bytes()).isEqualTo(plain(known));
    assertThat(Occurrences.read(new Unpacker(to.bytes()))).isEqualTo(all).hasSameHashCodeAs(all);
  }

  private static byte[] plain(Known known) {
    var to = new Packer().unsigned(known.total).unsigned(known.exact.size());
    long before = 0;
    for (Once once : known.exact) {
      to.signed(once.at() - before).signed(once.number()).text(once.text());
      before = once.at();
    }
    return to.unsigned(0).bytes();
  }
}
