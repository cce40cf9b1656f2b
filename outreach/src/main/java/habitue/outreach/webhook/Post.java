package habitue.outreach.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over HTTP/1.1 to an address that was checked. A plain socket, since no client of the JDK
 * takes the address from its caller: the name is only in {@code Host} and in what TLS verifies. No
 * redirect is followed, nothing of the answer but its status is read, and it is over in time
 * however slowly the other side talks.
 */
final class Post {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_LINES = 200;

  private final Targets targets;
  private final Duration atMost;
  private final ScheduledExecutorService watch;

  /**
   * @param watch closes what takes too long
   */
  Post(Targets targets, Duration atMost, ScheduledExecutorService watch) {
    this.targets = targets;
    this.atMost = atMost;
    this.watch = watch;
  }

  /** Empty when it was taken, else why not, as a short name. */
  String send(URI url, Map<String, String> headers, byte[] body) {
    InetAddress address;
    try {
      targets.check(url);
      address = targets.resolve(url);
    } catch (TargetRefused refused) {
      return refused.code();
    }
    var socket = new Socket();
    ScheduledFuture<?> end =
        watch.schedule(() -> close(socket), atMost.toMillis(), TimeUnit.MILLISECONDS);
    try (socket) {
      int status = exchange(socket, address, url, headers, body);
      return status / 100 == 2 ? "" : "status_" + status;
    } catch (SSLException untrusted) {
      return "tls";
    } catch (SocketTimeoutException slow) {
      return "timeout";
    } catch (InterruptedIOException stopped) {
      return "stopped";
    } catch (IOException broken) {
      return end.isDone() ? "timeout" : "connection";
    } finally {
      end.cancel(false);
    }
  }

  private int exchange(
      Socket plain, InetAddress address, URI url, Map<String, String> headers, byte[] body)
      throws IOException {
    boolean tls = url.getScheme().equalsIgnoreCase("https");
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    plain.connect(new InetSocketAddress(address, port), (int) atMost.toMillis());
    plain.setSoTimeout((int) atMost.toMillis());
    Socket socket = tls ? secured(plain, url.getHost(), port) : plain;
    socket.getOutputStream().write(request(url, headers, body));
    socket.getOutputStream().flush();
    return status(new BufferedInputStream(socket.getInputStream()));
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    var socket = (SSLSocket) factory.createSocket(plain, name, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(URI url, Map<String, String> headers, byte[] body)
      throws IOException {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String host = url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    var head = new StringBuilder("POST ").append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
    var out = new ByteArrayOutputStream(head.length() + body.length);
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    return out.toByteArray();
  }

  /** The status of the answer, past any that only announce it. */
  private static int status(InputStream from) throws IOException {
    for (int i = 0; i < MOST_LINES; i++) {
      Matcher line = STATUS.matcher(line(from));
      if (line.matches() && !line.group(1).startsWith("1")) {
        return Integer.parseInt(line.group(1));
      }
      if (i == 0 && !line.matches()) {
        throw new IOException("no HTTP");
      }
    }
    throw new IOException("no status");
  }

  private static String line(InputStream from) throws IOException {
    var line = new StringBuilder();
    int each = from.read();
    while (each != '\n') {
      if (each < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("the answer broke off");
      }
      line.append((char) each);
      each = from.read();
    }
    return line.toString().strip();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      // It is what was wanted.
    }
  }
}
