package habitue.model;

import java.nio.charset.StandardCharsets;

/** Something people share, by kind and name: {@code pool/summer}. */
public record SharedId(String kind, String name) implements EntityId {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public SharedId {
    if (kind.isEmpty() || kind.contains("/") || name.isEmpty()) {
      throw new IllegalArgumentException("a shared entity needs a kind without / and a name");
    }
  }

  /** FNV-1a (64 bit) of {@code kind/name}, made negative so that it never meets a customer's. */
  @Override
  public long number() {
    long hash = FNV_OFFSET;
    for (byte each : toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return hash | Long.MIN_VALUE;
  }

  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
