package habitue.server.security;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The secrets of an installation: given by the environment, or made at the first start and shown
 * once. What stays in the data folder are their hashes.
 */
public final class Secrets {
  private static final String HASHES = "credentials.properties";
  private static final String SHOWN = "first-secrets.txt";
  private static final int LONGEST_PASSWORD = 72;

  /** Each with the variable that may give it. */
  private enum Secret {
    WRITE_KEY("HABITUE_WRITE_KEY", "hbs", "server write key"),
    BROWSER_KEY("HABITUE_BROWSER_KEY", "hbb", "browser write key"),
    ADMIN_TOKEN("HABITUE_ADMIN_TOKEN", "hba", "admin token of the API"),
    CONSOLE_PASSWORD("HABITUE_CONSOLE_PASSWORD", "hbp", "password of the console's user admin");

    private final String variable;
    private final String prefix;
    private final String words;

    Secret(String variable, String prefix, String words) {
      this.variable = variable;
      this.prefix = prefix;
      this.words = words;
    }
  }

  private final Map<Secret, String> plain = new EnumMap<>(Secret.class);
  private final List<Secret> fresh = new ArrayList<>();
  private final Properties hashes;

  private Secrets(Properties hashes) {
    this.hashes = hashes;
  }

  /** Finds the secrets of a data folder, and makes those that nobody gave. */
  public static Secrets open(Path folder, Map<String, String> environment) {
    try {
      Path file = folder.resolve(HASHES);
      var secrets = new Secrets(read(file));
      for (Secret secret : Secret.values()) {
        secrets.find(secret, environment.get(secret.variable));
      }
      if (!secrets.fresh.isEmpty()) {
        secrets.write(file);
      }
      return secrets;
    } catch (IOException e) {
      throw new UncheckedIOException("the secrets of the data folder cannot be read or written", e);
    }
  }

  private void find(Secret secret, @Nullable String given) {
    if (given != null && !given.isBlank()) {
      plain.put(secret, checked(secret, given));
    } else if (!hashes.containsKey(secret.variable)) {
      String made = NewKey.of(secret.prefix);
      plain.put(secret, made);
      fresh.add(secret);
      hashes.setProperty(secret.variable, hash(secret, made));
    }
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
        : hashes.getProperty(secret.variable);
  }

  /** The server's write key, when it was given or just made; otherwise its source knows it. */
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
    var words = new StringWriter();
    words.write("Made at the first start, shown this once. Keep them safe.\n");
    fresh.forEach(each -> words.write("  %s: %s%n".formatted(each.words, plain.get(each))));
    if (terminal != null) {
      terminal.print(words);
      terminal.flush();
      return Optional.empty();
    }
    return Optional.of(keep(folder.resolve(SHOWN), words.toString()));
  }

  private static Path keep(Path file, String words) {
    try {
      Files.deleteIfExists(file);
      create(file);
      return Files.writeString(file, words);
    } catch (IOException e) {
      throw new UncheckedIOException("the new secrets cannot be written down", e);
    }
  }

  private void write(Path file) throws IOException {
    try {
      create(file);
    } catch (FileAlreadyExistsException there) {
      // It keeps the permissions it was made with.
    }
    try (Writer to = Files.newBufferedWriter(file)) {
      hashes.store(to, "Hashes of the secrets made at the first start");
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

  private static Properties read(Path file) throws IOException {
    var hashes = new Properties();
    if (Files.exists(file)) {
      try (Reader from = Files.newBufferedReader(file)) {
        hashes.load(from);
      }
    }
    return hashes;
  }
}
