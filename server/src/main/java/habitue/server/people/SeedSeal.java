package habitue.server.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets of second factors (AES-256-GCM, bound to the account), so that whoever reads a
 * backup cannot show their codes, and the marks of browsers that someone signed in with. The key
 * lies in the data folder, for its owner alone, and in no backup: without it a second factor stays
 * asked for and is opened by a recovery code only.
 */
public final class SeedSeal {
  private static final String FILE = "second-factors.key";
  private static final String MARK = "sealed:";
  private static final String BROWSER = "browser of ";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom chance = new SecureRandom();

  private SeedSeal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The one of a data folder; its key is made at the first use. */
  public static SeedSeal in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      byte[] key = Files.exists(file) ? Files.readAllBytes(file) : made(file);
      if (key.length != KEY_BYTES) {
        throw new IllegalStateException(
            file + " is no key of 32 bytes: put the right one back, or delete it");
      }
      return new SeedSeal(key);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the key of the second factors cannot be used", unusable);
    }
  }

  /** Of no folder, and forgotten with the program. */
  public static SeedSeal passing() {
    return new SeedSeal(fresh());
  }

  private static byte[] fresh() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /** Whole or not at all, and its owner's alone from its first moment. */
  private static byte[] made(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    byte[] key = fresh();
    Path beside = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(beside, owner);
    Files.write(beside, key, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(beside, file);
    return key;
  }

  static boolean sealed(String kept) {
    return kept.startsWith(MARK);
  }

  String seal(String user, String seed) {
    byte[] nonce = new byte[NONCE_BYTES];
    chance.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, user, nonce).doFinal(seed.getBytes(UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return MARK + Base64.getEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has AES-GCM", missing);
    }
  }

  /** The secret; empty where it was sealed with another key, or for another account. */
  Optional<String> open(String user, String kept) {
    if (!sealed(kept)) {
      return Optional.of(kept);
    }
    try {
      byte[] all = Base64.getDecoder().decode(kept.substring(MARK.length()));
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, user, nonce);
      return Optional.of(
          new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  /** A mark for a browser of someone who signed in with it. */
  String mark(String user) {
    byte[] name = new byte[KEY_BYTES / 2];
    chance.nextBytes(name);
    return seal(BROWSER + user, Base64.getEncoder().withoutPadding().encodeToString(name));
  }

  /** The browser that a mark of this account names; empty where it is none of ours. */
  Optional<String> marked(String user, String mark) {
    return sealed(mark) ? open(BROWSER + user, mark) : Optional.empty();
  }

  private Cipher cipher(int mode, String user, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(user.getBytes(UTF_8));
    return cipher;
  }
}
