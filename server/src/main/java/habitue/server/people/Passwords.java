package habitue.server.people;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords and recovery codes: made, judged, hashed. */
final class Passwords {
  static final int SHORTEST = 12;

  /** Beyond this bcrypt would not look. */
  static final int LONGEST_BYTES = 72;

  private static final int RECOVERY_CODES = 10;

  /** Without those that look alike. */
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom CHANCE = new SecureRandom();
  private static final BCryptPasswordEncoder BCRYPT = new BCryptPasswordEncoder();

  /** Codes are random enough that a fast hash is a safe one. */
  private static final BCryptPasswordEncoder FAST = new BCryptPasswordEncoder(6);

  private Passwords() {}

  static String temporary() {
    return random(4) + "-" + random(4) + "-" + random(4) + "-" + random(4);
  }

  static List<String> recoveryCodes() {
    return Stream.generate(() -> random(5) + "-" + random(5)).limit(RECOVERY_CODES).toList();
  }

  private static String random(int length) {
    var text = new StringBuilder();
    CHANCE.ints(length, 0, SIGNS.length()).forEach(sign -> text.append(SIGNS.charAt(sign)));
    return text.toString();
  }

  /** Why a new password will not do: the glossary's key; empty where it does. */
  static String fault(String name, String fresh) {
    if (fresh.codePointCount(0, fresh.length()) < SHORTEST) {
      return "short";
    }
    if (fresh.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      return "long";
    }
    boolean plain = fresh.chars().distinct().count() < 5 || fresh.contains(name);
    return plain ? "plain" : "";
  }

  static String hash(String password) {
    return Optional.ofNullable(BCRYPT.encode(password)).orElseThrow();
  }

  static boolean matches(String password, String hash) {
    return !hash.isEmpty()
        && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
        && BCRYPT.matches(password, hash);
  }

  static String recoveryHash(String code) {
    return Optional.ofNullable(FAST.encode(code)).orElseThrow();
  }

  /** The hash among these that belongs to a code. */
  static Optional<String> recovery(String code, List<String> hashes) {
    return hashes.stream().filter(hash -> FAST.matches(code, hash)).findFirst();
  }
}
