package habitue.server.console.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which customers a list is of.
 *
 * @param value the name of a stage, segment, flag or tag; of a cell its recency and frequency; of a
 *     tier its programme and its name, with a dot between
 */
public record Whom(By by, String value) {
  public static final Whom NONE = new Whom(By.NOTHING, "");

  private static final Pattern CELL = Pattern.compile("[1-5]-[1-5]");
  private static final Pattern TIER = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
  private static final int LONGEST = 200;

  /** What tells them. */
  public enum By {
    NOTHING(""),
    STAGE("stage"),
    SEGMENT("segment"),
    FLAG("flag"),
    TAG("tag"),
    TIER("tier"),
    CELL("rfm"),
    LEADS("leads"),
    SLIPPING("slipping");

    private final String parameter;

    By(String parameter) {
      this.parameter = parameter;
    }

    /** Whether there are several of a kind, told apart by a name. */
    public boolean takesName() {
      return this != NOTHING && this != LEADS && this != SLIPPING;
    }

    /** Its name in an address. */
    public String parameter() {
      return parameter;
    }
  }

  /** The first that an address names; what makes no sense is none. */
  public static Whom of(Function<String, @Nullable String> parameters) {
    return filters().stream()
        .map(by -> Optional.ofNullable(parameters.apply(by.parameter)).map(it -> of(by, it)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(NONE);
  }

  private static List<By> filters() {
    return Arrays.stream(By.values()).filter(by -> by != By.NOTHING).toList();
  }

  private static Whom of(By by, String value) {
    boolean sense =
        !value.isBlank()
            && value.length() <= LONGEST
            && (by != By.CELL || CELL.matcher(value).matches())
            && (by != By.TIER || TIER.matcher(value).matches());
    return sense ? new Whom(by, value) : NONE;
  }

  public static Whom tier(String programme, String name) {
    return new Whom(By.TIER, programme + "." + name);
  }

  public boolean none() {
    return by == By.NOTHING;
  }

  /** Of a cell. */
  public int recency() {
    return value.charAt(0) - '0';
  }

  /** Of a cell. */
  public int frequency() {
    return value.charAt(2) - '0';
  }

  /** Of a tier. */
  public String programme() {
    return value.substring(0, value.indexOf('.'));
  }

  /** Of a tier, in its programme. */
  public String tier() {
    return value.substring(value.indexOf('.') + 1);
  }

  /** Whom a filter takes, as the playbook calls them. */
  public record Named(Whom whom, String label) {}
}
