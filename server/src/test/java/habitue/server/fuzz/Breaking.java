package habitue.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Ways to break what was whole. */
final class Breaking {
  private final Words words;

  Breaking(Words words) {
    this.words = words;
  }

  /** The same but for one place of it, however deep. */
  Object tree(Object whole) {
    return switch (whole) {
      case Map<?, ?> map when !map.isEmpty() && words.chance(90) -> object(map);
      case List<?> list when !list.isEmpty() && words.chance(80) -> {
        List<@Nullable Object> copy = new ArrayList<>(list);
        int at = words.number(copy.size());
        Object each = copy.get(at);
        copy.set(at, each == null ? value() : tree(each));
        yield copy;
      }
      default -> value();
    };
  }

  private Object object(Map<?, ?> map) {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
    // In the order of names: that of a map made by Map.of differs from run to run.
    List<Object> names = copy.keySet().stream().<Object>map(String::valueOf).sorted().toList();
    Object name = words.of(names);
    Object old = copy.get(name);
    switch (words.number(10)) {
      case 0 -> copy.remove(name);
      case 1 -> copy.put("unknown", value());
      case 2 -> copy.put("n".repeat(1 + words.number(3_000)), "x");
      case 3 -> copy.put(words.of(Words.ODD), "x");
      case 4, 5, 6 -> copy.put(name, old == null ? value() : tree(old));
      default -> copy.put(name, value());
    }
    return copy;
  }

  private Object value() {
    return switch (words.number(12)) {
      case 0, 1 -> words.of(Words.ODD);
      case 2 -> words.of(Words.TIMES);
      case 3, 4 -> Raw.of(words.of(Words.NUMBERS));
      case 5 -> deep();
      case 6 -> "x".repeat(words.of(List.of(256, 513, 1_001, 5_000, 33_000)));
      case 7 -> Raw.of(words.of(List.of("null", "true", "[]", "{}", "[null]", "{\"a\":null}")));
      case 8 -> new Raw(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
      case 9 -> new Raw(new byte[] {'"', 'a', 0, 'b', '"'});
      case 10 -> Raw.of("{\"a\":1,\"a\":2}");
      default -> words.number(1_000);
    };
  }

  private Raw deep() {
    int levels = words.of(List.of(10, 33, 200, 2_000));
    return words.chance(50)
        ? Raw.of("[".repeat(levels) + "]".repeat(levels))
        : Raw.of("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
  }

  byte[] bytes(byte[] whole) {
    int at = words.number(whole.length + 1);
    return switch (words.number(8)) {
      case 0 -> Arrays.copyOf(whole, at);
      case 1 -> new byte[0];
      case 2 -> joined(whole, "}".getBytes(UTF_8));
      case 3 -> joined(whole, whole);
      case 4 -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, whole);
      case 5 -> with(whole, at, (byte) (128 + words.number(128)));
      case 6 -> with(whole, at, (byte) 0);
      default -> joined(whole, " ".repeat(words.of(List.of(1, 70_000, 510_000))).getBytes(UTF_8));
    };
  }

  private static byte[] with(byte[] whole, int at, byte other) {
    byte[] copy = whole.clone();
    if (at < copy.length) {
      copy[at] = other;
    }
    return copy;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  /** Packed, said to be packed, or both, or cut off. */
  byte[] packed(byte[] body, Map<String, String> head) {
    head.put("Content-Encoding", words.of(List.of("gzip", "gzip", "GZIP", "br", "gzip, gzip")));
    byte[] packed = gzip(body);
    return switch (words.number(5)) {
      case 0, 1 -> packed;
      case 2 -> Arrays.copyOf(packed, words.number(packed.length));
      case 3 -> gzip(new byte[600_000]);
      default -> body;
    };
  }

  private static byte[] gzip(byte[] body) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return packed.toByteArray();
  }
}
