package habitue.warehouse.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;

/** Where a page ended: the rank, sort key and id of its last line. Opaque outside. */
record ListCursor(int rank, String key, String id) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,34}(\\.\\d{1,4})?");

  /** A cursor that was not ours is an error of whoever sent it. */
  static ListCursor parse(String text, boolean numeric) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", 3);
      if (numeric && !NUMBER.matcher(parts[2]).matches()) {
        throw new IllegalArgumentException("not a number");
      }
      return new ListCursor(Integer.parseInt(parts[0]), parts[2], parts[1]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a cursor of this list", e);
    }
  }

  @Override
  public String toString() {
    byte[] bytes = (rank + "\n" + id + "\n" + key).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
