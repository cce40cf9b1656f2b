package habitue.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  /** A program that writes its classes down and is killed. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] arguments) {
      ClassArchive.write();
      Runtime.getRuntime().halt(9);
    }
  }

  @Test
  void a_program_that_was_killed_starts_with_its_classes_ready(@TempDir Path folder)
      throws Exception {
    Path jar = jar(folder);
    Path archive = folder.resolve("server.jsa");
    String first = "-XX:+RecordDynamicDumpInfo";
    assertThat(run(folder, jar, first, "-Dhabitue.archive=" + archive)).contains("ended 9");
    assertThat(archive).isNotEmptyFile();
    assertThat(run(folder, jar, "-XX:SharedArchiveFile=" + archive, "-Xlog:class+load"))
        .contains("ClassArchive source: shared objects file (top)");
    assertThat(folder.resolve("server.jsa.new")).doesNotExist();
  }

  @Test
  void where_it_cannot_be_written_the_program_goes_on(@TempDir Path folder) throws Exception {
    Path jar = jar(folder);
    assertThat(run(folder, jar, "-Dhabitue.archive=" + folder.resolve("nowhere/server.jsa")))
        .contains("ended 9");
    assertThat(run(folder, jar)).isEqualTo("ended 9");
  }

  private static String run(Path folder, Path jar, String... options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", jar.toString(), Killed.class.getName()));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int ended = process.waitFor();
    return Files.readString(output, StandardCharsets.UTF_8) + "ended " + ended;
  }

  /** The JVM archives classes of jars only. */
  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("classes.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> each : List.of(ClassArchive.class, Killed.class)) {
        String name = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (var in = ClassArchiveTest.class.getClassLoader().getResourceAsStream(name)) {
          Objects.requireNonNull(in).transferTo(out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }
}
