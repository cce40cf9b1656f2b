package habitue.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.server.wire.RefusedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final int RATE = 100;

  private final AtomicLong now = new AtomicLong();
  private final Limits limits = new Limits(new SimpleMeterRegistry(), now::get);

  private void send(String address) {
    limits.spend("s1", address, Limits.Usual.BROWSER_EVENTS, RATE, 1);
  }

  private int sentFrom(String address) {
    int sent = 0;
    try {
      for (; sent < 10 * RATE + 1; sent++) {
        send(address);
      }
    } catch (RefusedRequest enough) {
      assertThat(enough.problem().code().wireName()).isEqualTo("rate_limited");
    }
    return sent;
  }

  @Test
  void one_address_does_not_use_up_a_public_key() {
    assertThat(sentFrom("192.0.2.1")).isEqualTo(10 * RATE / 20);
    send("192.0.2.2");
    assertThatThrownBy(() -> send("192.0.2.1")).isInstanceOf(RefusedRequest.class);
    now.addAndGet(10_000_000_000L);
    send("192.0.2.1");
  }

  @Test
  void all_addresses_together_get_what_the_key_may() {
    int sent = 0;
    for (int i = 0; i < 40; i++) {
      sent += sentFrom("192.0.2." + i);
    }
    assertThat(sent).isEqualTo(10 * RATE);
  }

  @Test
  void a_proxy_of_our_own_network_sends_for_everyone() {
    assertThat(sentFrom("10.0.0.7")).isEqualTo(10 * RATE);
    now.addAndGet(10_000_000_000L);
    assertThat(sentFrom("127.0.0.1")).isEqualTo(10 * RATE);
    now.addAndGet(10_000_000_000L);
    assertThat(sentFrom("0:0:0:0:0:0:0:1")).isEqualTo(10 * RATE);
    for (String private6 : List.of("fc00::7", "fd12:3456:789a:1::7")) {
      now.addAndGet(10_000_000_000L);
      assertThat(sentFrom(private6)).as(private6).isEqualTo(10 * RATE);
    }
    now.addAndGet(10_000_000_000L);
    assertThat(sentFrom("fe00::7")).isEqualTo(10 * RATE / 20);
  }
}
