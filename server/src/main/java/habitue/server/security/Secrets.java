package habitue.server.security;

import habitue.model.Fields;
import habitue.store.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The secrets of an installation: given by the environment, or made at the first start and shown
 * once. What stays are their hashes, with the data, so that they work again where a backup is
 * restored.
 */
public final class Secrets {
  private static final String SETTING = "secrets";
  private static final String FIRST_HASHES = "credentials.properties";
  private static final String SHOWN = "first-secrets.txt";
  private static final String TITLE = "Made at the first start, shown this once. Keep them safe.\n";
  private static final int LONGEST_PASSWORD = 72;

  /** The names of the sources whose keys are made at the first start. */
  public static final String SERVER = "server";

  public static final String BROWSER = "browser";

  /** Each with the variable that may give it, and the source that knows it, if one does. */
  private enum Secret {
    WRITE_KEY("HABITUE_WRITE_KEY", "hbs", "server write key", SERVER),
    BROWSER_KEY("HABITUE_BROWSER_KEY", "hbb", "browser write key", BROWSER),
    ADMIN_TOKEN("HABITUE_ADMIN_TOKEN", "hba", "admin token of the API", ""),
    CONSOLE_PASSWORD("HABITUE_CONSOLE_PASSWORD", "hbp", "password of the console's user admin", "");

    private final String variable;
    private final String prefix;
    private final String words;
    private final String source;

    Secret(String variable, String prefix, String words, String source) {
      this.variable = variable;
      this.prefix = prefix;
      this.words = words;
      this.source = source;
    }
  }

  private final Map<Secret, String> plain = new EnumMap<>(Secret.class);
  private final List<Secret> fresh = new ArrayList<>();
  private Fields hashes;

  private Secrets(Fields hashes) {
    this.hashes = hashes;
  }

  /**
   * Finds the secrets that belong to the data, and makes those that nobody gave and nobody knows.
   *
   * @param sources the names of the sources there are: each keeps the key it has
   */
  public static Secrets open(
      Settings settings, Path folder, Set<String> sources, Map<String, String> environment) {
    Fields before = settings.find(SETTING).orElse(Fields.NONE);
    var secrets = new Secrets(before.isEmpty() ? first(folder) : before);
    for (Secret secret : Secret.values()) {
      secrets.find(secret, sources, environment.get(secret.variable));
    }
    if (!secrets.hashes.equals(before)) {
      settings.put(SETTING, secrets.hashes);
    }
    return secrets;
  }

  private void find(Secret secret, Set<String> sources, @Nullable String given) {
    if (given != null && !given.isBlank()) {
      plain.put(secret, checked(secret, given));
    } else if (!known(secret, sources)) {
      String made = NewKey.of(secret.prefix);
      plain.put(secret, made);
      fresh.add(secret);
      if (secret.source.isEmpty()) {
        hashes = hashes.with(secret.variable, hash(secret, made));
      }
    }
  }

  private boolean known(Secret secret, Set<String> sources) {
    return secret.source.isEmpty()
        ? hashes.text(secret.variable).isPresent()
        : sources.contains(secret.source);
  }

  private static String checked(Secret secret, String given) {
    boolean tooLong =
        secret == Secret.CONSOLE_PASSWORD
            && given.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD;
    if (tooLong || given.length() < 8) {
      throw new IllegalArgumentException(
          secret.variable + " needs at least 8 characters, a password at most 72 bytes");
    }
    return given;
  }

  private static String hash(Secret secret, String plain) {
    return secret == Secret.CONSOLE_PASSWORD
        ? Optional.ofNullable(new BCryptPasswordEncoder().encode(plain)).orElseThrow()
        : Hashes.sha256(plain);
  }

  public Credentials credentials() {
    return new Credentials(hashOf(Secret.ADMIN_TOKEN), hashOf(Secret.CONSOLE_PASSWORD));
  }

  private String hashOf(Secret secret) {
    String given = plain.get(secret);
    return given != null && !fresh.contains(secret)
        ? hash(secret, given)
        : hashes.text(secret.variable).orElseThrow();
  }

  /** The server's write key, when it was given or just made; otherwise its source has one. */
  public Optional<String> writeKey() {
    return Optional.ofNullable(plain.get(Secret.WRITE_KEY));
  }

  /** The browser's write key, likewise. */
  public Optional<String> browserKey() {
    return Optional.ofNullable(plain.get(Secret.BROWSER_KEY));
  }

  /** Shows what was just made: on the terminal, or without one in a file for the owner alone. */
  public Optional<Path> show(@Nullable PrintWriter terminal, Path folder) {
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    String lines =
        fresh.stream()
            .map(each -> "  %s: %s%n".formatted(each.words, plain.get(each)))
            .collect(Collectors.joining());
    if (terminal != null) {
      terminal.print(TITLE + lines);
      terminal.flush();
      return Optional.empty();
    }
    Path file = folder.resolve(SHOWN);
    return Optional.of(keep(file, TITLE + shownBefore(file) + lines));
  }

  /** What an earlier start wrote there still stands, but for what was made anew since. */
  private String shownBefore(Path file) {
    try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.of()) {
      return lines
          .filter(line -> line.startsWith("  "))
          .filter(line ->
              fresh.stream().noneMatch(each -> line.startsWith("  %s: ".formatted(each.words))))
          .map("%s%n"::formatted)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException("what was shown before cannot be read", e);
    }
  }

  private static Path keep(Path file, String words) {
    try {
      Path fresh = file.resolveSibling(SHOWN + ".new");
      Files.deleteIfExists(fresh);
      create(fresh);
      Files.writeString(fresh, words);
      return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the new secrets cannot be written down", e);
    }
  }

  /** An empty file that only its owner reads and writes, from its first moment. */
  private static void create(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, owner);
  }

  /** How the first data folders had them: in a file beside the database. */
  private static Fields first(Path folder) {
    Path file = folder.resolve(FIRST_HASHES);
    if (!Files.exists(file)) {
      return Fields.NONE;
    }
    var read = new Properties();
    try (Reader from = Files.newBufferedReader(file)) {
      read.load(from);
    } catch (IOException e) {
      throw new UncheckedIOException("the secrets of the data folder cannot be read", e);
    }
    Fields hashes = Fields.NONE;
    for (String variable : read.stringPropertyNames()) {
      hashes = hashes.with(variable, read.getProperty(variable));
    }
    return hashes;
  }
}
