package habitue.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** The files a playbook has when a brand wrote none: they ship with the program. */
final class Shipped {
  private Shipped() {}

  /** The brand's files, and the shipped ones for those it has not. */
  static PlaybookFiles completed(PlaybookFiles files) {
    var texts = new TreeMap<String, String>();
    Playbook.FILES.forEach(name -> texts.put(name, text(name)));
    texts.putAll(files.texts());
    return new PlaybookFiles(texts);
  }

  private static String text(String name) {
    try (InputStream in = Shipped.class.getResourceAsStream("shipped/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the program's own playbook cannot be read", unreadable);
    }
  }
}
