package habitue.benchmarks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import habitue.benchmarks.workload.RarerMessages;
import habitue.benchmarks.workload.Workload;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.ValueCodec;
import habitue.store.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains the dictionary that makes the journal's bodies small, on messages of thirty shops, and
 * says how small a shop that was not among them becomes. The journal's dictionary was made by this;
 * as its name says it is the first, and it never changes, or what it packed could not be read.
 */
@Command(
    name = "dictionary",
    description = "Trains a dictionary for the bodies of the journal's records.",
    mixinStandardHelpOptions = true)
final class Dictionary implements Runnable {
  private static final int SHOPS = 30;
  private static final int MESSAGES_EACH = 400;
  private static final int LEVEL = 1;
  private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  @Option(names = "--size", defaultValue = "32768", description = "bytes; ${DEFAULT-VALUE}")
  private int size;

  @Option(names = "--write", description = "where to write it")
  private @Nullable Path file;

  @Override
  public void run() {
    var trainer = new ZstdDictTrainer(64 << 20, size, LEVEL);
    for (int shop = 0; shop < SHOPS; shop++) {
      samples(shop).forEach(trainer::addSample);
    }
    byte[] dictionary = trainer.trainSamples();
    report(dictionary, messages(SHOPS + 1));
    if (file != null) {
      write(dictionary, file);
    }
  }

  private static List<byte[]> samples(long seed) {
    List<byte[]> samples = messages(seed);
    var rarer = new RarerMessages(seed);
    for (int i = 0; i < MESSAGES_EACH / 2; i++) {
      samples.add(packed(rarer.next()));
    }
    return samples;
  }

  private static List<byte[]> messages(long seed) {
    // Each shop at another time of another month, or the dictionary would learn one date.
    var hours = new SplittableRandom(seed).nextInt(20_000);
    var workload = new Workload(seed, 5_000, START.plusSeconds(3_600L * hours));
    List<byte[]> samples = new ArrayList<>();
    workload
        .next(MESSAGES_EACH)
        .forEach(message -> samples.add(packed(Json.object(message.json()))));
    return samples;
  }

  private static byte[] packed(Fields message) {
    var to = new Packer();
    ValueCodec.writeFields(message, to);
    return to.bytes();
  }

  private static void report(byte[] dictionary, List<byte[]> samples) {
    long plain = samples.stream().mapToLong(each -> each.length).sum();
    long alone = samples.stream().mapToLong(each -> Zstd.compress(each, LEVEL).length).sum();
    try (var context = new ZstdCompressCtx()) {
      context.setMagicless(true).setChecksum(false).setDictID(false).setLevel(LEVEL);
      context.loadDict(dictionary);
      long small = samples.stream().mapToLong(each -> context.compress(each).length).sum();
      System.out.printf(
          "%d messages: packed %d bytes each, compressed alone %d, with %d bytes of dictionary"
              + " %d%n",
          samples.size(),
          plain / samples.size(),
          alone / samples.size(),
          dictionary.length,
          small / samples.size());
    }
  }

  private static void write(byte[] dictionary, Path file) {
    try {
      Files.write(file, dictionary);
    } catch (IOException unwritable) {
      throw new java.io.UncheckedIOException(unwritable);
    }
  }
}
