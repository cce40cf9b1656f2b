package habitue.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the compact binary form of records and states: LEB128 variable-length numbers (zigzag for
 * those with a sign), UTF-8 texts after their length. {@link Unpacker} reads it back.
 */
public final class Packer {
  private static final int LONGEST_NUMBER = 10;

  private static final int USUAL = 512;

  private byte[] bytes;
  private int length;

  public Packer() {
    this(USUAL);
  }

  /**
   * @param expected about how many bytes it will come to; there is room for any number
   */
  public Packer(int expected) {
    this.bytes = new byte[expected];
  }

  /** A number of 0 or more; small ones take one byte. */
  public Packer unsigned(long number) {
    room(LONGEST_NUMBER);
    if ((number & ~0x7fL) == 0) {
      bytes[length++] = (byte) number;
      return this;
    }
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  public Packer signed(long number) {
    return unsigned((number << 1) ^ (number >> 63));
  }

  public Packer flag(boolean flag) {
    return one((byte) (flag ? 1 : 0));
  }

  public Packer instant(Instant instant) {
    return signed(instant.toEpochMilli());
  }

  public Packer instantOrNull(@Nullable Instant instant) {
    flag(instant != null);
    return instant == null ? this : instant(instant);
  }

  public Packer text(String text) {
    int start = length;
    int size = text.length();
    room(LONGEST_NUMBER + size);
    unsigned(size);
    // Most texts are ASCII, whose bytes are their characters.
    for (int i = 0; i < size; i++) {
      char each = text.charAt(i);
      if (each >= 0x80) {
        length = start;
        return block(text.getBytes(StandardCharsets.UTF_8));
      }
      bytes[length++] = (byte) each;
    }
    return this;
  }

  public Packer textOrNull(@Nullable String text) {
    flag(text != null);
    return text == null ? this : text(text);
  }

  public Packer money(Money money) {
    return signed(money.minor()).text(money.currency());
  }

  /** Bytes after their length. */
  public Packer block(byte[] block) {
    return unsigned(block.length).raw(block);
  }

  public Packer raw(byte[] raw) {
    room(raw.length);
    System.arraycopy(raw, 0, bytes, length, raw.length);
    length += raw.length;
    return this;
  }

  /** What another holds from one place to another. */
  public Packer raw(Packer other, int from, int until) {
    Objects.checkFromToIndex(from, until, other.length);
    room(until - from);
    System.arraycopy(other.bytes, from, bytes, length, until - from);
    length += until - from;
    return this;
  }

  /** Eight bytes, most significant first, so that keys sort as numbers do. */
  public Packer fixed(long number) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (number >>> shift);
    }
    return this;
  }

  public Packer one(byte single) {
    room(1);
    bytes[length++] = single;
    return this;
  }

  /** How many bytes it is so far. */
  public int size() {
    return length;
  }

  public byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
