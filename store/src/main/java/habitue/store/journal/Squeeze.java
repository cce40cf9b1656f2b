package habitue.store.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes bodies small before they are sealed: Zstandard (RFC 8878) with a dictionary trained on
 * Segment messages, since one message alone repeats little. The first byte says how, for ever.
 */
final class Squeeze {
  private static final byte PLAIN = 0;
  private static final byte ZSTD_1 = 1;
  private static final int LEVEL = 1;
  private static final int LARGEST = 64 << 20;
  private static final byte[] DICTIONARY = load("records-1.dict");
  private static final ZstdDictCompress IN = new ZstdDictCompress(DICTIONARY, LEVEL);
  private static final ZstdDictDecompress OUT = new ZstdDictDecompress(DICTIONARY);

  // Contexts are native and costly: shared out, since virtual threads are many and short-lived.
  private static final Queue<ZstdCompressCtx> COMPRESS = new ConcurrentLinkedQueue<>();
  private static final Queue<ZstdDecompressCtx> DECOMPRESS = new ConcurrentLinkedQueue<>();

  private Squeeze() {}

  static byte[] small(byte[] bytes) {
    ZstdCompressCtx free = COMPRESS.poll();
    ZstdCompressCtx context = free != null ? free : compressor();
    byte[] squeezed = context.compress(bytes);
    COMPRESS.add(context);
    return squeezed.length < bytes.length ? tagged(ZSTD_1, squeezed) : tagged(PLAIN, bytes);
  }

  static byte[] large(byte[] small) {
    byte[] rest = Arrays.copyOfRange(small, 1, small.length);
    return switch (small[0]) {
      case PLAIN -> rest;
      case ZSTD_1 -> decompress(rest);
      default -> throw new IllegalStateException("unknown compression: " + small[0]);
    };
  }

  private static byte[] decompress(byte[] rest) {
    long size = Zstd.getFrameContentSize(rest, 0, rest.length, true);
    if (size < 0 || size > LARGEST) {
      throw new IllegalStateException("a compressed body has no sensible size: " + size);
    }
    ZstdDecompressCtx free = DECOMPRESS.poll();
    ZstdDecompressCtx context = free != null ? free : decompressor();
    byte[] bytes = context.decompress(rest, (int) size);
    DECOMPRESS.add(context);
    return bytes;
  }

  private static ZstdCompressCtx compressor() {
    return new ZstdCompressCtx()
        .setMagicless(true)
        .setChecksum(false)
        .setDictID(false)
        .setLevel(LEVEL)
        .loadDict(IN);
  }

  private static ZstdDecompressCtx decompressor() {
    return new ZstdDecompressCtx().setMagicless(true).loadDict(OUT);
  }

  private static byte[] tagged(byte tag, byte[] bytes) {
    byte[] tagged = new byte[bytes.length + 1];
    tagged[0] = tag;
    System.arraycopy(bytes, 0, tagged, 1, bytes.length);
    return tagged;
  }

  private static byte[] load(String name) {
    try (InputStream in = Squeeze.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the dictionary " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
