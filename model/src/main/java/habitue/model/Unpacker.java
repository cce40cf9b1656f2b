package habitue.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} wrote. Bytes that end too early or overflow are a broken record. */
public final class Unpacker {
  private final byte[] bytes;
  private int at;

  public Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  public long unsigned() {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = one();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalStateException("a packed number is longer than 64 bits");
  }

  /** An {@link #unsigned} number that must fit an int: a count or a length. */
  public int count() {
    long number = unsigned();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalStateException("a packed count is out of range: " + number);
    }
    return (int) number;
  }

  public long signed() {
    long number = unsigned();
    return (number >>> 1) ^ -(number & 1);
  }

  public boolean flag() {
    return one() != 0;
  }

  public Instant instant() {
    return Instant.ofEpochMilli(signed());
  }

  public @Nullable Instant instantOrNull() {
    return flag() ? instant() : null;
  }

  public String text() {
    int size = size();
    if (size == 0) {
      return "";
    }
    var text = new String(bytes, at, size, StandardCharsets.UTF_8);
    at += size;
    return Common.of(text);
  }

  public @Nullable String textOrNull() {
    return flag() ? text() : null;
  }

  public Money money() {
    long minor = signed();
    return new Money(minor, text());
  }

  public byte[] block() {
    int size = size();
    at += size;
    return Arrays.copyOfRange(bytes, at - size, at);
  }

  public long fixed() {
    long number = 0;
    for (int i = 0; i < 8; i++) {
      number = number << 8 | (one() & 0xff);
    }
    return number;
  }

  /** All bytes not read yet. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }

  public boolean atEnd() {
    return at == bytes.length;
  }

  public byte one() {
    if (at >= bytes.length) {
      throw new IllegalStateException("packed bytes end too early");
    }
    return bytes[at++];
  }

  private int size() {
    int size = count();
    if (size > bytes.length - at) {
      throw new IllegalStateException("packed bytes end too early");
    }
    return size;
  }
}
