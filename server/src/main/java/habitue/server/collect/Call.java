package habitue.server.collect;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls of Segment's API, each with the short form that browsers and phones use. */
enum Call {
  TRACK("track", "t"),
  IDENTIFY("identify", "i"),
  PAGE("page", "p"),
  SCREEN("screen", "s"),
  GROUP("group", "g"),
  ALIAS("alias", "a"),
  BATCH("batch", "b"),
  IMPORT("import", "import");

  private final String path;
  private final String shortPath;

  Call(String path, String shortPath) {
    this.path = path;
    this.shortPath = shortPath;
  }

  /** By the part of the path after {@code /v1/}, a trailing slash left out. */
  static Optional<Call> at(String path) {
    return Arrays.stream(values())
        .filter(call -> call.path.equals(path) || call.shortPath.equals(path))
        .findFirst();
  }

  String path() {
    return path;
  }

  boolean batch() {
    return this == BATCH || this == IMPORT;
  }

  boolean history() {
    return this == IMPORT;
  }

  /** The type its events have, whatever they say; null where each says its own. */
  @Nullable String type() {
    return batch() ? null : path;
  }
}
