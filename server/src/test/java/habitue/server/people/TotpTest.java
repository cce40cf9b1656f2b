package habitue.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final String SECRET =
      Totp.base32("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  /** The vectors of RFC 6238, appendix B, of which an authenticator shows the last six digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_those_of_the_standard(long seconds, String code) {
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
  }

  @Test
  void secrets_are_written_as_authenticators_read_them() {
    assertThat(SECRET).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.newSecret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.newSecret());
    assertThat(Totp.uri("Thé & Cie", "anna", "ABC"))
        .isEqualTo(
            "otpauth://totp/Th%C3%A9%20%26%20Cie:anna?secret=ABC&issuer=Th%C3%A9%20%26%20Cie"
                + "&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void a_code_is_right_for_a_step_around_and_once() {
    Instant now = Instant.ofEpochSecond(3_000_000);
    String code = Totp.code(SECRET, now);
    long step = Totp.step(SECRET, code, now, 0);
    assertThat(step).isEqualTo(100_000);
    assertThat(Totp.step(SECRET, code, now.plusSeconds(30), 0)).isEqualTo(step);
    assertThat(Totp.step(SECRET, code, now.minusSeconds(30), 0)).isEqualTo(step);
    assertThat(Totp.step(SECRET, code, now.plusSeconds(60), 0)).isZero();
    assertThat(Totp.step(SECRET, code, now, step)).isZero();
    assertThat(Totp.step(SECRET, "", now, 0)).isZero();
  }
}
