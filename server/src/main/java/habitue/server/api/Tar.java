package habitue.server.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes a folder's files as a tar archive (POSIX ustar). */
final class Tar {
  private static final int BLOCK = 512;
  private static final long LARGEST_IN_OCTAL = 1L << 33;

  private Tar() {}

  static void write(Path folder, OutputStream to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      long size = Files.size(file);
      to.write(header(name, size, Files.getLastModifiedTime(file).toMillis() / 1000));
      Files.copy(file, to);
      to.write(new byte[(int) (-size & (BLOCK - 1))]);
    }
    to.write(new byte[2 * BLOCK]);
  }

  private static byte[] header(String name, long size, long modified) {
    if (name.length() >= 100 || size >= LARGEST_IN_OCTAL) {
      throw new IllegalStateException("a file of the backup does not fit a tar archive");
    }
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000600");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "%011o".formatted(modified));
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
