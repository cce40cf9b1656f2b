package habitue.server.console;

import habitue.server.console.view.Kept;
import habitue.server.console.view.PersonRef;
import habitue.server.console.view.Trust;
import habitue.server.console.view.Trust.Barred;
import habitue.server.console.view.Trust.Month;
import habitue.server.console.view.Trust.Reached;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people agreed to at the fake shop. */
final class FakeTrust {
  private final Ink ink;

  FakeTrust(Ink ink) {
    this.ink = ink;
  }

  Trust.Objectors objectors(@Nullable String after) {
    var people = new ArrayList<Trust.Objector>();
    for (int i = 0; i < 5; i++) {
      String name = i == 2 ? "" : ink.word("Sam Vimes");
      String number = i == 3 ? "" : ink.word("1268" + i);
      var person = new PersonRef("c" + (i + 10), name, number, ink.word("sam@example.org"));
      Instant since = FakeConsole.NOW.minus(Duration.ofDays(i));
      people.add(new Trust.Objector(person, since, ink.word("the till in Lyon"), true));
    }
    return new Trust.Objectors(people, after == null ? "after/5=" : null);
  }

  Trust page() {
    var months = new ArrayList<Month>();
    for (int i = 0; i < 13; i++) {
      months.add(new Month(YearMonth.of(2025, 11).plusMonths(i), 310 + 37L * (i % 5), 41 + 9L * i));
    }
    return new Trust(
        4_372,
        months,
        List.of(
            new Reached("email", 2_911, 4_102, false),
            new Reached("sms", 411, 2_004, false),
            new Reached("push", 97, 97, true),
            new Reached("phone", 12, 2_004, false),
            new Reached("post", 3_870, 3_911, false)),
        214,
        87,
        388,
        2,
        List.of(new Barred("email", 12_408), new Barred("push", 3)),
        new FakeData(ink).page().kept());
  }

  static Trust empty() {
    return new Trust(0, List.of(), List.of(), 0, 0, 0, 0, List.of(), Kept.ALL);
  }
}
