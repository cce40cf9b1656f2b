package habitue.app.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of JSON lines, plain or gzip, read line by line within bounds. */
final class MessageFile implements AutoCloseable {
  /** An order of a thousand lines fits well; nothing honest is longer. */
  static final int LONGEST_LINE = 1 << 20;

  private final Counted counted;
  private final InputStream in;
  private final long size;

  private MessageFile(Counted counted, InputStream in, long size) {
    this.counted = counted;
    this.in = in;
    this.size = size;
  }

  /** Opens it; a file that is no text of JSON lines is refused before anything is taken. */
  static MessageFile open(Path path) throws IOException {
    var counted = new Counted(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
    counted.mark(2);
    boolean gzip = counted.read() == 0x1f && counted.read() == 0x8b;
    counted.reset();
    InputStream plain =
        new BufferedInputStream(gzip ? new GZIPInputStream(counted, 1 << 16) : counted, 1 << 16);
    skipMark(plain);
    refuseOthers(path, plain);
    return new MessageFile(counted, plain, Files.size(path));
  }

  /** What tells this file's content from every other's. */
  static String fingerprint(Path path) throws IOException {
    try (InputStream from = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = from.read(buffer); read > 0; read = from.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }

  /**
   * The next line without its end; empty for a blank one or one that is too long; null at the end.
   */
  byte @Nullable [] next() throws IOException {
    var line = new ByteArrayOutputStream(512);
    int each = in.read();
    if (each < 0) {
      return null;
    }
    boolean tooLong = false;
    while (each >= 0 && each != '\n') {
      if (line.size() < LONGEST_LINE) {
        line.write(each);
      } else {
        tooLong = true;
      }
      each = in.read();
    }
    return tooLong ? new byte[LONGEST_LINE + 1] : line.toByteArray();
  }

  /** How much of the file has been read, of 1. */
  double done() {
    return size == 0 ? 1 : Math.min(1, (double) counted.count / size);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Some editors begin a file of UTF-8 with a mark. */
  private static void skipMark(InputStream plain) throws IOException {
    plain.mark(3);
    boolean marked = plain.read() == 0xef && plain.read() == 0xbb && plain.read() == 0xbf;
    if (!marked) {
      plain.reset();
    }
  }

  private static void refuseOthers(Path path, InputStream plain) throws IOException {
    plain.mark(64);
    int first = plain.read();
    while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
      first = plain.read();
    }
    plain.reset();
    if (first >= 0 && first != '{') {
      throw new Refused(
          path.getFileName()
              + " is no file of JSON lines: it does not begin with {. Each line of such a file is"
              + " one message, such as {\"type\":\"track\",\"event\":\"Signed Up\",\"userId\":\"42\","
              + "\"timestamp\":\"2026-01-31T12:00:00Z\"}.");
    }
  }

  /** Counts what goes through it. */
  private static final class Counted extends FilterInputStream {
    private long count;
    private long marked;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int each = super.read();
      count += each < 0 ? 0 : 1;
      return each;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public synchronized void mark(int limit) {
      marked = count;
      super.mark(limit);
    }

    @Override
    public synchronized void reset() throws IOException {
      count = marked;
      super.reset();
    }
  }
}
