package habitue.playbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A playbook as its files: name to text. A name is a path below the folder, in small letters.
 *
 * @param texts at most {@value #MOST} of them, a million characters each
 */
public record PlaybookFiles(SortedMap<String, String> texts) {
  static final int MOST = 500;
  private static final int LARGEST = 1_000_000;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*){0,3}\\.(yaml|mjml|liquid|txt)");

  public static final PlaybookFiles NONE = new PlaybookFiles(new TreeMap<>());

  public PlaybookFiles {
    if (texts.size() > MOST) {
      throw new IllegalArgumentException("a playbook has at most " + MOST + " files");
    }
    texts.forEach(PlaybookFiles::check);
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  public static PlaybookFiles of(Map<String, String> texts) {
    return new PlaybookFiles(new TreeMap<>(texts));
  }

  private static void check(String name, String text) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          name + " is no file of a playbook: small letters, digits and hyphens, such as tags.yaml");
    }
    if (text.length() > LARGEST) {
      throw new IllegalArgumentException(name + " has more than a million characters");
    }
  }

  /** Reads a folder: its files that could be a playbook's, four levels deep. */
  public static PlaybookFiles in(Path folder) {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> paths = Files.walk(folder, 4)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (NAME.matcher(name).matches()) {
          texts.put(name, text(path, name));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the playbook cannot be read", unreadable);
    }
    return new PlaybookFiles(texts);
  }

  private static String text(Path path, String name) throws IOException {
    if (Files.size(path) > 4L * LARGEST) {
      throw new IllegalArgumentException(name + " has more than a million characters");
    }
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException broken) {
      throw new IllegalArgumentException(name + " is not UTF-8", broken);
    }
  }
}
