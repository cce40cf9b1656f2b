package habitue.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process took. */
final class Memory {
  private Memory() {}

  /** The most a process ever had in memory, as Linux counts it; NaN elsewhere. */
  static double peakMegabytes(String process) {
    Path status = Path.of("/proc", process, "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** What is in use on this process's heap once the rest was collected. */
  static double heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }
}
