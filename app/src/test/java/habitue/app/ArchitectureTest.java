package habitue.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of ARCHITECTURE.md, and what makes the engine a function. */
class ArchitectureTest {
  /** In order: a module sees only those before it. Maven's dependencies hold the other modules. */
  private static final List<String> MODULES =
      List.of(
          "model",
          "insight",
          "playbook",
          "engine",
          "store",
          "warehouse",
          "outreach",
          "server",
          "app");

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("habitue");

  /** What a pure function may not touch, besides the members of {@link #IMPURE_MEMBERS}. */
  private static final String[] IMPURE_PACKAGES = {
    "java.io..",
    "java.net..",
    "java.nio",
    "java.nio.channels..",
    "java.nio.file..",
    "java.util.concurrent..",
    "java.util.logging..",
    "java.util.random..",
    "org.slf4j.."
  };

  private static final Set<String> IMPURE_CLASSES =
      Set.of(
          "java.lang.ProcessHandle",
          "java.lang.System$Logger",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.time.Clock",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer");

  /**
   * Clocks, chance and surroundings; and the {@code Math} functions whose last bit is the JVM's
   * choice.
   */
  private static final Set<String> IMPURE_MEMBERS =
      Set.of(
          "java.lang.Math.acos",
          "java.lang.Math.asin",
          "java.lang.Math.atan",
          "java.lang.Math.atan2",
          "java.lang.Math.cbrt",
          "java.lang.Math.cos",
          "java.lang.Math.cosh",
          "java.lang.Math.exp",
          "java.lang.Math.expm1",
          "java.lang.Math.hypot",
          "java.lang.Math.log",
          "java.lang.Math.log10",
          "java.lang.Math.log1p",
          "java.lang.Math.pow",
          "java.lang.Math.random",
          "java.lang.Math.sin",
          "java.lang.Math.sinh",
          "java.lang.Math.tan",
          "java.lang.Math.tanh",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.err",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.System.nanoTime",
          "java.lang.System.out",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now",
          "java.time.ZoneId.systemDefault",
          "java.time.ZonedDateTime.now",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  @TestFactory
  List<DynamicTest> each_module_sees_only_those_before_it() {
    return MODULES.subList(0, MODULES.size() - 1).stream()
        .map(module -> DynamicTest.dynamicTest(module, () -> checkArrows(module)))
        .toList();
  }

  private static void checkArrows(String module) {
    String[] later =
        MODULES.subList(MODULES.indexOf(module) + 1, MODULES.size()).stream()
            .map(ArchitectureTest::within)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(within(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .check(PROGRAM);
  }

  private static String within(String module) {
    return "habitue." + module + "..";
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("habitue.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void the_model_needs_only_the_jdk() {
    classes()
        .that()
        .resideInAPackage("habitue.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("habitue.model..", "java..", "org.jspecify..")
        .check(PROGRAM);
  }

  @Test
  void spring_stays_in_server_and_app() {
    noClasses()
        .that()
        .resideOutsideOfPackages("habitue.server..", "habitue.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..")
        .check(PROGRAM);
  }

  @Test
  void model_insight_and_engine_have_no_clock_chance_threads_logging_or_io() {
    noClasses()
        .that()
        .resideInAnyPackage("habitue.model..", "habitue.insight..", "habitue.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(IMPURE_PACKAGES)
        .orShould()
        .dependOnClassesThat(
            describe("read a clock, chance or a thread", c -> IMPURE_CLASSES.contains(c.getName())))
        .orShould()
        .accessTargetWhere(describe("is impure", access -> isImpure(access.getTarget())))
        .check(PROGRAM);
  }

  private static boolean isImpure(AccessTarget target) {
    return IMPURE_MEMBERS.contains(target.getOwner().getName() + "." + target.getName());
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Dto)(\\$.*)?")
        .check(PROGRAM);
  }

  @Test
  void optional_is_only_returned() {
    noFields().should().haveRawType(Optional.class).allowEmptyShould(true).check(PROGRAM);
  }

  @Test
  void no_field_is_injected() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .allowEmptyShould(true)
        .check(PROGRAM);
  }
}
