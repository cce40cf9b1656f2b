package habitue.server.identify.pages;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Condition.Numbers;
import habitue.playbook.rule.Condition.Unit;
import habitue.playbook.rule.Look;
import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WhySaidTest {
  private static final long MARCH = Instant.parse("2026-03-04T10:30:00Z").toEpochMilli();
  private static final long APRIL = Instant.parse("2026-04-04T10:30:00Z").toEpochMilli();

  private final Words words =
      new Words(Language.ENGLISH, ZoneId.of("Europe/London"), Instant.EPOCH);
  private final WhyPage.Said said = new WhyPage.Said(words, "GBP");

  private String stays(boolean holds, long until, long lapses) {
    var numbers = new Numbers(3, 5, Unit.NUMBER);
    var part = new Condition.Part("views >= 5", holds, numbers, until, lapses);
    return said.stays(part).replace('\u00a0', ' ');
  }

  @Test
  void who_is_not_there_yet_sees_until_when_the_oldest_counts() {
    assertThat(stays(false, Look.NEVER, MARCH)).startsWith("the oldest counts until 4 Mar");
    assertThat(stays(false, MARCH, MARCH)).startsWith("the oldest counts until 4 Mar");
    assertThat(stays(false, Look.NEVER, Look.NEVER)).isEmpty();
  }

  @Test
  void who_is_sees_until_when_that_stays() {
    assertThat(stays(true, APRIL, MARCH)).startsWith("until 4 Apr");
    assertThat(stays(true, Look.NEVER, Look.NEVER)).isEmpty();
  }
}
