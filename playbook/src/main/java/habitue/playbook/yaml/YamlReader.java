package habitue.playbook.yaml;

import java.io.StringReader;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML 1.2 document as {@link Entry}s. Aliases are refused, so that a short text stays
 * short; a file has at most a million characters and nests 40 levels.
 */
public final class YamlReader {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int DEEPEST = 40;

  private final String file;
  private final String text;
  private final Mistakes mistakes;
  private final LoadSettings settings;

  private YamlReader(String file, String text, Mistakes mistakes) {
    this.file = file;
    this.text = text;
    this.mistakes = mistakes;
    // Keys said twice are told by Entry, with the place of the second.
    this.settings = LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(true).build();
  }

  /** Empty where the text is no YAML, which is noted, or has nothing in it. */
  public static Optional<Entry> read(String file, String text, Mistakes mistakes) {
    return new YamlReader(file, text, mistakes).read();
  }

  private Optional<Entry> read() {
    if (text.length() > MOST_CHARACTERS) {
      mistakes.add(new Mistake(file, 1, 1, "a file has at most 1,000,000 characters"));
      return Optional.empty();
    }
    try {
      Optional<Node> top =
          bounded() ? new Composer(settings, parser()).getSingleNode() : Optional.empty();
      var origin = new Entry.Origin(file, text, mistakes);
      return top.map(node -> new Entry(origin, node));
    } catch (MarkedYamlEngineException broken) {
      note(broken.getProblemMark(), "not YAML: " + broken.getProblem());
    } catch (YamlEngineException broken) {
      note(Optional.empty(), "not YAML: " + broken.getMessage());
    }
    return Optional.empty();
  }

  private ParserImpl parser() {
    return new ParserImpl(settings, new StreamReader(settings, new StringReader(text)));
  }

  private boolean bounded() {
    int depth = 0;
    for (ParserImpl events = parser(); events.hasNext(); ) {
      Event event = events.next();
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        case Alias -> {
          note(event.getStartMark(), "aliases (*name) are not taken: write it out");
          return false;
        }
        default -> {}
      }
      if (depth > DEEPEST) {
        note(event.getStartMark(), "nested deeper than 40 levels");
        return false;
      }
    }
    return true;
  }

  private void note(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    mistakes.add(new Mistake(file, line, column, message));
  }
}
