package habitue.server.api.products;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a feed line by line, each line a product at most. */
final class Lines {
  private static final char MARK = '\uFEFF';

  private final Metered metered;
  private final InputStream from;
  private int number;

  Lines(Metered metered) {
    this.metered = metered;
    this.from = new BufferedInputStream(metered, 1 << 16);
  }

  /** Of the line read last, from 1. */
  int number() {
    return number;
  }

  /** The next line without its end; null where there is none. */
  @Nullable String next() throws IOException {
    metered.next();
    var line = new ByteArrayOutputStream(512);
    int read = from.read();
    if (read < 0) {
      return null;
    }
    while (read >= 0 && read != '\n') {
      line.write(read);
      read = from.read();
    }
    number++;
    String text = text(line.toByteArray()).stripTrailing();
    return number == 1 && !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException broken) {
      throw new RefusedRequest(Code.BAD_ENCODING, "line " + number + " is not UTF-8");
    }
  }
}
