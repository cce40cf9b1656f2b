package habitue.server.api.products;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.zip.ZipException;

/** Bounds a feed unpacked, and each product in it: so that no reader ever holds more than one. */
final class Metered extends FilterInputStream {
  private static final long MOST = 256L << 20;
  private static final long MOST_OF_ONE = 1 << 20;

  private long all;
  private long one;

  Metered(InputStream from) {
    super(from);
  }

  /** A product begins. */
  void next() {
    one = 0;
  }

  @Override
  public int read() throws IOException {
    int read = read(super::read);
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    int read = read(() -> super.read(into, at, most));
    count(Math.max(0, read));
    return read;
  }

  private interface Reading {
    int read() throws IOException;
  }

  private static int read(Reading reading) throws IOException {
    try {
      return reading.read();
    } catch (ZipException | EOFException broken) {
      throw new RefusedRequest(Code.BAD_GZIP, "the body is not a whole gzip file");
    } catch (SocketTimeoutException tooSlow) {
      throw new RefusedRequest(Code.SLOW_BODY, "the body did not arrive in time");
    }
  }

  private void count(int read) {
    all += read;
    one += read;
    if (all > MOST) {
      throw new RefusedRequest(Code.BODY_TOO_LARGE, "a catalogue has at most 256 MB, unpacked");
    }
    if (one > MOST_OF_ONE) {
      throw new RefusedRequest(Code.BODY_TOO_LARGE, "a product has at most 1 MB");
    }
  }
}
