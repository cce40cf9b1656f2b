package habitue.server.collect;

import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;

/** Checks that bytes are UTF-8, which the JSON parser takes for granted here and there. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  static void check(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at];
      if (first > 0) {
        at++;
      } else if (first == 0) {
        throw new RefusedRequest(Code.NUL_CHARACTER, "there is a NUL at byte " + at);
      } else {
        at += sequence(bytes, at, first & 0xff);
      }
    }
  }

  /** The length of the sequence of two to four bytes at a place (table 3-7 of Unicode). */
  private static int sequence(byte[] bytes, int at, int first) {
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) {
      throw broken(at);
    }
    int second = bytes[at + 1] & 0xff;
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      throw broken(at);
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        throw broken(at);
      }
    }
    return length;
  }

  private static RefusedRequest broken(int at) {
    return new RefusedRequest(Code.BAD_ENCODING, "the body is not UTF-8 at byte " + at);
  }

  static String withoutHalfPairs(String text) {
    var whole = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(each)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        whole.append(each).append(text.charAt(++i));
      } else {
        whole.append(Character.isSurrogate(each) ? REPLACEMENT : each);
      }
    }
    return whole.toString();
  }
}
