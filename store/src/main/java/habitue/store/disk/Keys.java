package habitue.store.disk;

import java.util.Arrays;

/** Builds and reads keys: a slot's byte, then numbers most significant byte first. */
public final class Keys {
  private Keys() {}

  /** How long the key of an entity is: its slot and its number. */
  public static final int ENTITY = 9;

  public static byte[] of(int slot, long... numbers) {
    byte[] key = new byte[1 + 8 * numbers.length];
    key[0] = (byte) slot;
    for (int i = 0; i < numbers.length; i++) {
      put(key, 1 + 8 * i, numbers[i]);
    }
    return key;
  }

  public static byte[] number(long number) {
    byte[] key = new byte[8];
    put(key, 0, number);
    return key;
  }

  /** Key numbers sort as signed times should: before 1970 comes before after. */
  public static long sortable(long signed) {
    return signed ^ Long.MIN_VALUE;
  }

  public static int slot(byte[] key) {
    return key[0] & 0xff;
  }

  /** The number at an offset. */
  public static long number(byte[] key, int offset) {
    long number = 0;
    for (int i = 0; i < 8; i++) {
      number = number << 8 | (key[offset + i] & 0xff);
    }
    return number;
  }

  /** The first key after all keys that begin with this prefix. */
  public static byte[] after(byte[] prefix) {
    byte[] after = prefix.clone();
    for (int i = after.length - 1; i >= 0; i--) {
      if (++after[i] != 0) {
        return Arrays.copyOf(after, i + 1);
      }
    }
    byte[] last = new byte[prefix.length + 64];
    Arrays.fill(last, (byte) 0xff);
    return last;
  }

  public static byte[] with(byte[] prefix, byte last) {
    byte[] key = Arrays.copyOf(prefix, prefix.length + 1);
    key[prefix.length] = last;
    return key;
  }

  private static void put(byte[] key, int offset, long number) {
    for (int i = 0; i < 8; i++) {
      key[offset + i] = (byte) (number >>> (56 - 8 * i));
    }
  }
}
