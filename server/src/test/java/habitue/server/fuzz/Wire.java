package habitue.server.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection, kept until the server ends it. Each new one comes from another address of this
 * machine where there are several, so that one address does not use up its wrong keys.
 */
final class Wire implements AutoCloseable {
  private static final int PATIENCE = 120_000;
  private static final int LONGEST_LINE = 64 << 10;

  private final int port;
  private int host;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Wire(int port, int host) {
    this.port = port;
    this.host = host;
  }

  Answer send(byte[] request, boolean headOnly) throws IOException {
    boolean fresh = socket == null;
    try {
      return ask(request, headOnly);
    } catch (IOException broken) {
      end();
      if (fresh) {
        throw broken;
      }
      // The server may end a kept connection at any time: once more on a new one.
      return ask(request, headOnly);
    }
  }

  private Answer ask(byte[] request, boolean headOnly) throws IOException {
    Socket to = open();
    to.getOutputStream().write(request);
    String head = head();
    String lower = head.toLowerCase(Locale.ROOT);
    int status = Integer.parseInt(head.substring(9, 12));
    boolean bare = headOnly || status == 204 || status == 304;
    byte[] body = bare ? new byte[0] : body(lower);
    if (lower.contains("\r\nconnection: close")) {
      end();
    }
    return new Answer(status, lower, new String(body, UTF_8));
  }

  private Socket open() throws IOException {
    Socket known = socket;
    if (known != null) {
      return known;
    }
    Socket made = new Socket();
    try {
      host++;
      byte[] own = {127, 1, (byte) (host >> 8), (byte) host};
      made.bind(new InetSocketAddress(InetAddress.getByAddress(own), 0));
    } catch (BindException oneAddress) {
      made.close();
      made = new Socket();
    }
    made.setTcpNoDelay(true);
    made.setSoTimeout(PATIENCE);
    made.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(made.getInputStream());
    socket = made;
    return made;
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append("\r\n");
    }
    return head.toString();
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() > LONGEST_LINE) {
        throw new IOException("the answer broke off: " + line.toString(ISO_8859_1));
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private byte[] body(String head) throws IOException {
    if (head.contains("transfer-encoding: chunked")) {
      var body = new ByteArrayOutputStream();
      for (int size = size(line()); size > 0; size = size(line())) {
        body.writeBytes(in.readNBytes(size));
        line();
      }
      line();
      return body.toByteArray();
    }
    int at = head.indexOf("content-length:");
    if (at < 0) {
      byte[] rest = in.readAllBytes();
      end();
      return rest;
    }
    return in.readNBytes(Integer.parseInt(head.substring(at + 15, head.indexOf("\r", at)).strip()));
  }

  private static int size(String line) {
    return Integer.parseInt(line, 16);
  }

  /** Ends the connection; the next request opens another. */
  void end() {
    Socket ended = socket;
    socket = null;
    if (ended != null) {
      try {
        ended.close();
      } catch (IOException gone) {
        // It is closed all the same.
      }
    }
  }

  @Override
  public void close() {
    end();
  }
}
