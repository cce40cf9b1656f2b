package habitue.server.console;

import java.util.ArrayList;
import java.util.List;

/** How the fake writes what clients and customers say: as usual, or with hostile names. */
final class Ink {
  static final List<String> HOSTILE =
      List.of(
          "<script>window.owned=1</script>\"'><img src=x onerror=window.owned=1>",
          "\u202egnp.tnioj\u202c \u2067right\u2069 \u200f\u05d0",
          "unbroken" + "Wide".repeat(70),
          "👩‍👩‍👧‍👦 🏳️‍🌈 {0} ${shell} {{x}} &amp; &lt;b&gt;",
          "\u2069\u202e</bdi></title><svg onload=window.owned=1>",
          "محمد \u061c بن \" ' ` \\ \u0001 \u2028",
          "' onmouseover='window.owned=1' x='");

  private final boolean hostile;
  private final List<String> written = new ArrayList<>();

  private Ink(boolean hostile) {
    this.hostile = hostile;
  }

  static Ink plain() {
    return new Ink(false);
  }

  static Ink hostile() {
    return new Ink(true);
  }

  synchronized String word(String usual) {
    if (!hostile) {
      return usual;
    }
    String word = HOSTILE.get(written.size() % HOSTILE.size());
    written.add(word);
    return word;
  }
}
