package habitue.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reader may expect of every source file, in every module. */
class SourceRulesTest {
  private static final Path TOP = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final int LINES_IN_A_FILE = 500;
  private static final int LINES_IN_A_METHOD = 70;
  private static final int FILES_IN_A_PACKAGE = 32;
  private static final int SEGMENTS_IN_A_PACKAGE = 4;
  private static final int LINES_IN_A_CHILD_POM = 25;

  @Test
  void no_file_is_too_long() throws IOException {
    List<Path> tooLong = new ArrayList<>();
    for (Path source : sources()) {
      if (Files.readAllLines(source).size() > LINES_IN_A_FILE) {
        tooLong.add(source);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void no_method_is_too_long() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> tooLong = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        tooLong.addAll(longMethods(unit, positions));
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static List<String> longMethods(CompilationUnitTree unit, SourcePositions positions) {
    List<String> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        if (method.getBody() != null) {
          long first = line(positions.getStartPosition(unit, method.getBody()));
          long last = line(positions.getEndPosition(unit, method.getBody()));
          if (last - first > LINES_IN_A_METHOD) {
            found.add(unit.getSourceFile().getName() + ":" + first + " " + method.getName());
          }
        }
        return super.visitMethod(method, null);
      }

      private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
      }
    }.scan(unit, null);
    return found;
  }

  @Test
  void no_package_is_too_full() throws IOException {
    assertThat(sources().stream().collect(groupingBy(Path::getParent, counting())))
        .allSatisfy((folder, files) ->
            assertThat(files).as("%s", folder).isLessThanOrEqualTo(FILES_IN_A_PACKAGE));
  }

  @Test
  void no_package_is_too_deep() throws IOException {
    assertThat(sources())
        .allSatisfy(source ->
            assertThat(packageOf(source).getNameCount())
                .as("%s", source)
                .isLessThanOrEqualTo(SEGMENTS_IN_A_PACKAGE));
  }

  @Test
  void every_package_is_null_marked() throws IOException {
    for (Path folder : sources().stream().map(Path::getParent).distinct().toList()) {
      assertThat(Stream.of("main", "test").map(kind -> packageInfo(folder, kind)))
          .as("package-info.java with @NullMarked for %s", folder)
          .anyMatch(info -> info.contains("@NullMarked"));
    }
  }

  private static String packageInfo(Path folder, String kind) {
    Path relative = TOP.relativize(folder);
    Path info =
        TOP.resolve(relative.getName(0))
            .resolve("src")
            .resolve(kind)
            .resolve(relative.subpath(3, relative.getNameCount()))
            .resolve("package-info.java");
    try {
      return Files.exists(info) ? Files.readString(info) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void versions_and_gates_are_only_in_the_root_pom() throws IOException {
    try (Stream<Path> folders = Files.list(TOP)) {
      List<Path> poms =
          folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).toList();
      assertThat(poms).isNotEmpty();
      for (Path pom : poms) {
        List<String> lines = Files.readAllLines(pom);
        assertThat(lines).as("%s", pom).hasSizeLessThan(LINES_IN_A_CHILD_POM);
        assertThat(lines.stream().filter(line -> !line.contains("<parent>")))
            .as("%s", pom)
            .noneMatch(line -> line.contains("<version>") || line.contains("<configuration>"));
      }
    }
  }

  /** From {@code engine/src/main/java/habitue/engine/reward/Tier.java}: habitue/engine/reward. */
  private static Path packageOf(Path source) {
    Path relative = TOP.relativize(source);
    return relative.subpath(4, relative.getNameCount() - 1);
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(TOP)) {
      for (Path module : modules.sorted().toList()) {
        for (String kind : List.of("main", "test")) {
          found.addAll(sourcesUnder(module.resolve("src").resolve(kind).resolve("java")));
        }
      }
    }
    assertThat(found).as("sources under %s", TOP).hasSizeGreaterThan(8);
    return found;
  }

  private static List<Path> sourcesUnder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
