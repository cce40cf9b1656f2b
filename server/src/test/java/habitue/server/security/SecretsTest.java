package habitue.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import habitue.engine.Context;
import habitue.model.Rates;
import habitue.store.Options;
import habitue.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Secrets are made once, shown once, and kept only as hashes. */
class SecretsTest {
  private static final Options OPTIONS =
      Options.of(new Context("", "EUR", ZoneId.of("UTC"), Rates.NONE));

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // Opened before each test.
  private Store store;

  private static String line(String shown, String words) {
    var found = Pattern.compile(Pattern.quote(words) + ": (\\S+)").matcher(shown);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("data"), OPTIONS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void made_at_the_first_start_and_printed_once_to_a_terminal() throws IOException {
    var terminal = new StringWriter();
    Secrets first = secrets(Set.of(), Map.of());
    assertThat(first.show(new PrintWriter(terminal), folder)).isEmpty();
    String token = line(terminal.toString(), "admin token of the API");
    String password = line(terminal.toString(), "password of the console's user admin");
    assertThat(Hashes.sha256(token)).isEqualTo(first.credentials().adminTokenHash());
    String hash = first.credentials().consolePasswordHash();
    assertThat(new BCryptPasswordEncoder().matches(password, hash)).isTrue();
    assertThat(first.writeKey()).hasValueSatisfying(key -> assertThat(key).startsWith("hbs_"));

    var again = new StringWriter();
    Secrets second = secrets(Set.of("server", "browser"), Map.of());
    second.show(new PrintWriter(again), folder);
    assertThat(again.toString()).isEmpty();
    assertThat(second.credentials()).isEqualTo(first.credentials());
    assertThat(second.writeKey()).isEmpty();
    assertThat(second.browserKey()).isEmpty();
    assertThat(everyByteOf(folder)).doesNotContain(token, password);
  }

  @Test
  void a_backup_brings_their_hashes_back() {
    Secrets made = secrets(Set.of(), Map.of());
    store.backup(folder.resolve("backup"));
    Store.restore(folder.resolve("backup"), folder.resolve("restored"), null);
    store.close();
    store = Store.open(folder.resolve("restored"), OPTIONS);
    Secrets restored = secrets(Set.of("server", "browser"), Map.of());
    assertThat(restored.credentials()).isEqualTo(made.credentials());
    assertThat(restored.show(null, folder)).isEmpty();
  }

  @Test
  void a_source_keeps_the_key_it_has_when_nobody_knows_of_any_secret() {
    Secrets secrets = secrets(Set.of("server"), Map.of());
    assertThat(secrets.writeKey()).isEmpty();
    assertThat(secrets.browserKey()).isPresent();
  }

  @Test
  void those_of_the_first_data_folders_go_on() throws IOException {
    String hash = Hashes.sha256("a token of old");
    Files.writeString(
        folder.resolve("credentials.properties"),
        "HABITUE_ADMIN_TOKEN=" + hash + "\nHABITUE_CONSOLE_PASSWORD=$2a$10$old\n");
    var old = new Credentials(hash, "$2a$10$old");
    assertThat(secrets(Set.of(), Map.of()).credentials()).isEqualTo(old);
    Files.delete(folder.resolve("credentials.properties"));
    assertThat(secrets(Set.of(), Map.of()).credentials()).isEqualTo(old);
  }

  @Test
  void written_to_a_file_of_its_owner_where_there_is_no_terminal() throws IOException {
    Path file = secrets(Set.of(), Map.of()).show(null, folder).orElseThrow();
    assertThat(Files.readString(file)).contains("server write key: hbs_");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_secret_made_at_a_later_start_is_written_beside_those_of_the_first() throws IOException {
    Map<String, String> given = Map.of("HABITUE_CONSOLE_PASSWORD", "given password");
    Path file = secrets(Set.of(), given).show(null, folder).orElseThrow();
    String first = Files.readString(file);
    assertThat(first).doesNotContain("password of the console");
    secrets(Set.of("server", "browser"), Map.of()).show(null, folder);
    String both = Files.readString(file);
    assertThat(both).startsWith(first).contains("password of the console's user admin: hbp_");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    // Without its sources a folder's keys are made anew: the old ones open nothing any more.
    secrets(Set.of(), Map.of()).show(null, folder);
    assertThat(Files.readString(file).lines().filter(line -> line.contains("server write key")))
        .hasSize(1)
        .noneMatch(first::contains);
    assertThat(Files.readString(file)).contains(line(first, "admin token of the API"));
  }

  @Test
  void given_by_the_environment_they_are_neither_shown_nor_written() {
    Map<String, String> environment =
        Map.of(
            "HABITUE_WRITE_KEY", "given write key",
            "HABITUE_BROWSER_KEY", "given browser key",
            "HABITUE_ADMIN_TOKEN", "given admin token",
            "HABITUE_CONSOLE_PASSWORD", "given password");
    Secrets secrets = secrets(Set.of("server"), environment);
    assertThat(secrets.show(null, folder)).isEmpty();
    assertThat(secrets.writeKey()).contains("given write key");
    assertThat(secrets.credentials().adminTokenHash())
        .isEqualTo(Hashes.sha256("given admin token"));
    assertThat(secrets.credentials().toString()).doesNotContain("$2");
    assertThat(store.settings().find("secrets")).isEmpty();
  }

  @Test
  void weak_and_overlong_ones_are_refused() {
    for (String password : new String[] {"short", "x".repeat(73)}) {
      Map<String, String> environment = Map.of("HABITUE_CONSOLE_PASSWORD", password);
      assertThatThrownBy(() -> secrets(Set.of(), environment))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("HABITUE_CONSOLE_PASSWORD");
    }
  }

  private Secrets secrets(Set<String> sources, Map<String, String> environment) {
    return Secrets.open(store.settings(), folder, sources, environment);
  }

  private static String everyByteOf(Path folder) throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
