package habitue.server.collect;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a request's body: bounded as sent, bounded unpacked, and not for ever. */
public final class BodyReader {
  static final int LARGEST = 500 << 10;
  private static final int FIRST_PIECE = 16 << 10;

  private final Duration patience;
  private final int largest;

  BodyReader(Duration patience) {
    this(patience, LARGEST);
  }

  public BodyReader(Duration patience, int largest) {
    this.patience = patience;
    this.largest = largest;
  }

  /** The bytes as they were sent, which is what a signature speaks of. */
  public byte[] raw(HttpServletRequest request, Room.Share share) throws IOException {
    if (!encoding(request).isEmpty() && !encoding(request).equals("identity")) {
      throw new RefusedRequest(Code.UNSUPPORTED_ENCODING, "a webhook is sent without encoding");
    }
    return read(request, share);
  }

  byte[] read(HttpServletRequest request, Room.Share share) throws IOException {
    if (request.getContentLengthLong() > largest) {
      throw tooLarge();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    try (InputStream sent = new Bounded(request.getInputStream(), deadline)) {
      return switch (encoding(request)) {
        case "", "identity" -> all(sent, request.getContentLength(), share);
        case "gzip", "x-gzip" -> unpacked(sent, deadline, share);
        default -> throw new RefusedRequest(Code.UNSUPPORTED_ENCODING, "send gzip or nothing");
      };
    } catch (SocketTimeoutException tooSlow) {
      throw slow();
    }
  }

  private static String encoding(HttpServletRequest request) {
    String said = request.getHeader("Content-Encoding");
    return said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
  }

  private byte[] unpacked(InputStream sent, long deadline, Room.Share share) throws IOException {
    try (InputStream unpacked = new Bounded(new GZIPInputStream(sent), deadline)) {
      return all(unpacked, -1, share);
    } catch (ZipException | EOFException broken) {
      throw new RefusedRequest(Code.BAD_GZIP, "the body is not a whole gzip file");
    }
  }

  /** Takes room as bytes come, not as they are announced: who only announces holds nothing up. */
  private static byte[] all(InputStream from, int expected, Room.Share share) throws IOException {
    int size = expected < 0 ? FIRST_PIECE : Math.min(expected + 1, FIRST_PIECE);
    share.take(size);
    byte[] bytes = new byte[size];
    int length = 0;
    for (int read = 0; read >= 0; read = from.read(bytes, length, bytes.length - length)) {
      length += read;
      if (length == bytes.length) {
        int more = expected < length ? length : Math.min(expected + 1 - length, length);
        share.take(more);
        bytes = Arrays.copyOf(bytes, length + more);
      }
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private RefusedRequest tooLarge() {
    return new RefusedRequest(
        Code.BODY_TOO_LARGE, "a body has at most " + (largest >> 10) + " KB, unpacked");
  }

  private static RefusedRequest slow() {
    return new RefusedRequest(Code.SLOW_BODY, "the body did not arrive in time");
  }

  /** Ends with a refusal past the largest body, or past the deadline. */
  private final class Bounded extends FilterInputStream {
    private final long deadline;
    private int left = largest;

    Bounded(InputStream from, long deadline) {
      super(from);
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
      int read = super.read(into, at, most);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge();
      }
      if (System.nanoTime() > deadline) {
        throw slow();
      }
    }
  }
}
