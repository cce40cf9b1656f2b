package habitue.store;

import habitue.store.disk.StoreRefused;
import habitue.store.door.Erasure;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Erasures as a small file: a first line that says whose hashes they are, then one line for each.
 * Nothing in it is of a person without the key that is kept with the data.
 */
final class ErasureList {
  private static final String HEAD = "habitue-erasures 1 ";

  private ErasureList() {}

  static String write(List<Erasure> erasures, String fingerprint) {
    var text = new StringBuilder(HEAD).append(fingerprint).append('\n');
    erasures.forEach(
        each -> text.append(Base64.getEncoder().encodeToString(each.bytes())).append('\n'));
    return text.toString();
  }

  static List<Erasure> read(String text, String fingerprint) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith(HEAD)) {
      throw new StoreRefused("no_erasures", "This file is no list of erasures.");
    }
    if (!lines.getFirst().equals(HEAD + fingerprint)) {
      throw new StoreRefused("other_erasures", "This list of erasures is of other data.");
    }
    try {
      return lines.stream().skip(1).map(Base64.getDecoder()::decode).map(Erasure::of).toList();
    } catch (RuntimeException damaged) {
      throw new StoreRefused("no_erasures", "This list of erasures is damaged.");
    }
  }

  /** Tells one installation's keyed hashes from another's. */
  static String fingerprint(byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) 'e');
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(key), 8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
