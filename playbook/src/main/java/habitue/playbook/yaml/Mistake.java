package habitue.playbook.yaml;

/**
 * What is wrong at one place of a playbook.
 *
 * @param line from 1
 * @param column from 1
 * @param message what was expected, in words for whoever wrote it
 */
public record Mistake(String file, int line, int column, String message) {
  @Override
  public String toString() {
    return "%s:%d:%d: %s".formatted(file, line, column, message);
  }
}
