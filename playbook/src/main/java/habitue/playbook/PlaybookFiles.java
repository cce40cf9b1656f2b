package habitue.playbook;

import habitue.playbook.yaml.Mistake;
import habitue.playbook.yaml.Mistakes;
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
import org.jspecify.annotations.Nullable;

/**
 * A playbook as its files: name to text. A name is a path below the folder, in small letters.
 *
 * @param texts at most {@value #MOST} of them, a million characters each
 */
public record PlaybookFiles(SortedMap<String, String> texts) {
  static final int MOST = 500;
  private static final int LARGEST = 1_000_000;
  private static final int LONGEST = 100;
  private static final String TOO_LARGE = "a file has at most a million characters";
  private static final String OTHER_ENDING = "rename it to .yaml: files of a playbook end so";
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
    String unfit = unfit(name, text);
    if (unfit != null) {
      throw new IllegalArgumentException(shortened(name) + ": " + unfit);
    }
  }

  private static @Nullable String unfit(String name, String text) {
    if (name.endsWith(".yml")) {
      return OTHER_ENDING;
    }
    if (!NAME.matcher(name).matches()) {
      return "no file of a playbook is called so: small letters, digits and hyphens, such as"
          + " tags.yaml";
    }
    return text.length() > LARGEST ? TOO_LARGE : null;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
  }

  /** Those of these files that could be a playbook's; what is wrong with the others is noted. */
  public static PlaybookFiles fit(Map<String, String> texts, Mistakes mistakes) {
    var fit = new TreeMap<String, String>();
    new TreeMap<>(texts)
        .forEach((name, text) -> {
          String unfit = unfit(name, text);
          if (unfit != null) {
            mistakes.add(new Mistake(shortened(name), 1, 1, unfit));
          } else if (fit.size() < MOST) {
            fit.put(name, text);
          } else {
            mistakes.add(new Mistake(name, 1, 1, "a playbook has at most " + MOST + " files"));
          }
        });
    return new PlaybookFiles(fit);
  }

  /**
   * Reads a folder: its files that could be a playbook's, four levels deep. What is wrong with one
   * is noted, and the others are read all the same.
   */
  public static PlaybookFiles in(Path folder, Mistakes mistakes) {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> paths = Files.walk(folder, 4)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (NAME.matcher(name).matches()) {
          texts.put(name, text(path, name, mistakes));
        } else if (name.endsWith(".yml")) {
          mistakes.add(new Mistake(shortened(name), 1, 1, OTHER_ENDING));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the playbook cannot be read", unreadable);
    }
    return fit(texts, mistakes);
  }

  private static String text(Path path, String name, Mistakes mistakes) throws IOException {
    if (Files.size(path) > 4L * LARGEST) {
      mistakes.add(new Mistake(name, 1, 1, TOO_LARGE));
      return "";
    }
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException broken) {
      mistakes.add(new Mistake(name, 1, 1, "not UTF-8"));
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }
  }
}
