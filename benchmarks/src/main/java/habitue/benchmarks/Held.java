package habitue.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import habitue.model.Fields;
import habitue.store.journal.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A contestant held by a child process with the same Java options as this one: see {@link Hold}.
 */
final class Held implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final Fields opened;
  private final double secondsToReady;

  private Held(Process process, long start) throws IOException {
    this.process = process;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.commands = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    this.opened = answer();
    this.secondsToReady = (System.nanoTime() - start) / 1e9;
  }

  /** Starts one and waits until it is open. */
  static Held start(Hold.Kind kind, Path folder, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("bench", "hold", folder.toString(), "--as", kind.name()));
    command.addAll(List.of(options));
    try {
      long start = System.nanoTime();
      return new Held(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(),
          start);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Has it done; returns what came of it. */
  Fields ask(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
      return answer();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Lap lap(String command) {
    return Lap.of(ask(command));
  }

  double secondsToOpen() {
    return Figures.number(opened, "open_seconds");
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** Ends it as a loss of power would end everything but the disk's own cache. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException gone) {
      // It is told to end by that, and may have ended before.
    }
    await();
  }

  private Fields answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException("the child that holds the store ended");
    }
    return Json.object(line.getBytes(UTF_8));
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
