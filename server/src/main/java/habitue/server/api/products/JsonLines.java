package habitue.server.api.products;

import habitue.server.wire.RefusedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A product a line, each a JSON object; a line that cannot be read leaves the others alone. */
final class JsonLines implements Feed {

  @Override
  public boolean whole() {
    return false;
  }

  @Override
  public void read(Metered from, Each each) throws IOException {
    var lines = new Lines(from);
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        read(lines.number(), line, each);
      }
    }
  }

  private static void read(int number, String line, Each each) {
    try {
      each.said(number, JsonFeed.object(line.getBytes(StandardCharsets.UTF_8)));
    } catch (RefusedRequest broken) {
      each.unreadable(number, broken);
    }
  }
}
