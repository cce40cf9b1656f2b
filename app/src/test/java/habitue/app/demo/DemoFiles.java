package habitue.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What lies in the project's demo folder, read once for all tests. */
final class DemoFiles {
  static final Path README = Path.of("..", "demo", "README.md");
  static final Path PACKED = Path.of("..", "demo", "online-retail.bin.gz");
  static final List<Line> LINES = lines();
  static final List<Invoice> INVOICES = Invoice.group(LINES);
  static final DemoShop SHOP = shop();
  static final List<Message> MESSAGES = SHOP.messages(Shift.NONE).map(Message::read).toList();

  private DemoFiles() {}

  private static List<Line> lines() {
    try {
      return OnlineRetail.read(PACKED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoShop shop() {
    try {
      return DemoShop.open(PACKED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
