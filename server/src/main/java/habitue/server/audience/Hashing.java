package habitue.server.audience;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Brings a detail into the form a platform compares, and hashes it. */
final class Hashing {
  private Hashing() {}

  /** SHA-256 in small hexadecimal digits; empty for nothing. */
  static String of(String normal) {
    if (normal.isEmpty()) {
      return "";
    }
    try {
      byte[] bytes = normal.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException none) {
      throw new IllegalStateException(none);
    }
  }

  /** In small letters, without any blank. */
  static String compact(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", "");
  }

  /** In small letters, with single blanks and none around it. */
  static String small(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", " ").strip();
  }

  /** In small letters, of letters and digits only. */
  static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
  }

  /** An e-mail without what its owner added after a plus sign. */
  static String withoutPlus(String email) {
    int at = email.lastIndexOf('@');
    int plus = email.indexOf('+');
    return plus > 0 && plus < at ? email.substring(0, plus) + email.substring(at) : email;
  }

  /** An e-mail as Google's own post office tells them apart: without dots, and nothing added. */
  static String gmail(String email) {
    int at = email.lastIndexOf('@');
    String host = email.substring(at + 1);
    if (!host.equals("gmail.com") && !host.equals("googlemail.com")) {
      return email;
    }
    String plain = withoutPlus(email);
    int end = plain.lastIndexOf('@');
    return plain.substring(0, end).replace(".", "") + plain.substring(end);
  }
}
