package habitue.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Secrets are made once, shown once, and kept only as hashes. */
class SecretsTest {
  @TempDir Path folder;

  private static String line(String shown, String words) {
    var found = Pattern.compile(Pattern.quote(words) + ": (\\S+)").matcher(shown);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void made_at_the_first_start_and_printed_once_to_a_terminal() throws IOException {
    var terminal = new StringWriter();
    Secrets first = Secrets.open(folder, Map.of());
    assertThat(first.show(new PrintWriter(terminal), folder)).isEmpty();
    String token = line(terminal.toString(), "admin token of the API");
    String password = line(terminal.toString(), "password of the console's user admin");
    assertThat(Hashes.sha256(token)).isEqualTo(first.credentials().adminTokenHash());
    String hash = first.credentials().consolePasswordHash();
    assertThat(new BCryptPasswordEncoder().matches(password, hash)).isTrue();
    assertThat(first.writeKey()).hasValueSatisfying(key -> assertThat(key).startsWith("hbs_"));

    var again = new StringWriter();
    Secrets second = Secrets.open(folder, Map.of());
    second.show(new PrintWriter(again), folder);
    assertThat(again.toString()).isEmpty();
    assertThat(second.credentials()).isEqualTo(first.credentials());
    assertThat(second.writeKey()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain(token, password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void written_to_a_file_of_its_owner_where_there_is_no_terminal() throws IOException {
    Path file = Secrets.open(folder, Map.of()).show(null, folder).orElseThrow();
    assertThat(Files.readString(file)).contains("server write key: hbs_");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void given_by_the_environment_they_are_neither_shown_nor_written() throws IOException {
    Map<String, String> environment =
        Map.of(
            "HABITUE_WRITE_KEY", "given write key",
            "HABITUE_BROWSER_KEY", "given browser key",
            "HABITUE_ADMIN_TOKEN", "given admin token",
            "HABITUE_CONSOLE_PASSWORD", "given password");
    Secrets secrets = Secrets.open(folder, environment);
    assertThat(secrets.show(null, folder)).isEmpty();
    assertThat(secrets.writeKey()).contains("given write key");
    assertThat(secrets.credentials().adminTokenHash())
        .isEqualTo(Hashes.sha256("given admin token"));
    assertThat(secrets.credentials().toString()).doesNotContain("$2");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void weak_and_overlong_ones_are_refused() {
    for (String password : new String[] {"short", "x".repeat(73)}) {
      Map<String, String> environment = Map.of("HABITUE_CONSOLE_PASSWORD", password);
      assertThatThrownBy(() -> Secrets.open(folder, environment))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("HABITUE_CONSOLE_PASSWORD");
    }
  }
}
