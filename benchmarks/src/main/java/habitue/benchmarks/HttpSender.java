package habitue.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends batches over HTTP/1.1 on connections that are kept. The requests are made beforehand and
 * written as they are: on two cores, whatever the client does is taken from the server.
 */
final class HttpSender implements Contestant {
  private final int port;
  private final IdentityHashMap<Batch, byte[]> requests = new IdentityHashMap<>();
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();

  HttpSender(int port, int callers) {
    this.port = port;
    for (int i = 0; i < callers; i++) {
      connections.add(new Connection());
    }
  }

  /** Makes the requests of batches that will be taken. */
  void prepare(List<Batch> batches) {
    requests.clear();
    batches.forEach(batch -> requests.put(batch, request(batch)));
  }

  @Override
  public void take(Batch batch) {
    byte[] request = requests.get(batch);
    if (request == null) {
      throw new IllegalStateException("the batch was not prepared");
    }
    try {
      Connection connection = connections.take();
      connection.send(request);
      connections.add(connection);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void settle() {
    // What was answered is on disk; workers and tables follow in their own time.
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }

  private byte[] request(Batch batch) {
    var body = new ByteArrayOutputStream();
    body.writeBytes("{\"batch\":[".getBytes(US_ASCII));
    boolean first = true;
    for (byte[] message : batch.messages()) {
      body.writeBytes(first ? new byte[0] : new byte[] {','});
      body.writeBytes(message);
      first = false;
    }
    body.writeBytes("]}".getBytes(US_ASCII));
    String key = batch.browser() ? Served.BROWSER_KEY : Served.SERVER_KEY;
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
    List<String> head =
        List.of(
            "POST /v1/batch HTTP/1.1",
            "Host: 127.0.0.1:" + port,
            "Authorization: Basic " + basic,
            "Content-Type: application/json",
            "Content-Length: " + body.size(),
            "",
            "");
    var request = new ByteArrayOutputStream();
    request.writeBytes(String.join("\r\n", head).getBytes(US_ASCII));
    request.writeBytes(body.toByteArray());
    return request.toByteArray();
  }

  /** One connection; opened when first used. */
  private final class Connection {
    private static final int LONGEST_HEAD = 64 << 10;

    private final Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    void send(byte[] request) throws IOException {
      if (!socket.isConnected()) {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
      }
      socket.getOutputStream().write(request);
      String head = head();
      byte[] body = in.readNBytes(length(head));
      if (!head.startsWith("HTTP/1.1 200")
          || !new String(body, UTF_8).equals("{\"success\":true}")) {
        throw new IOException(head + new String(body, UTF_8));
      }
    }

    private String head() throws IOException {
      var head = new StringBuilder();
      while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the server hung up");
        }
        head.append((char) next);
      }
      return head.toString();
    }

    private static int length(String head) throws IOException {
      for (String line : head.split("\r\n")) {
        if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
          return Integer.parseInt(line.substring(15).strip());
        }
      }
      throw new IOException("an answer without a length: " + head);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException gone) {
        // It is closed all the same.
      }
    }
  }
}
