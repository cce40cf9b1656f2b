package habitue.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The consent a record came with: category name to yes or no, in Segment's form. A category that is
 * not in it was not asked, which is no; what none at all means, its source says.
 */
public record Consent(Map<String, Boolean> categories) {
  public static final Consent UNSAID = new Consent(Map.of());

  /** Asked, and nothing chosen. */
  public static final Consent NOTHING = new Consent(Map.of("", false));

  public Consent {
    categories = Collections.unmodifiableMap(new TreeMap<>(categories));
  }

  /** Whether the record came without a word on consent. */
  public boolean unsaid() {
    return categories.isEmpty();
  }

  public static Consent of(Fields context) {
    Fields said = context.fields("consent").fields("categoryPreferences");
    if (said.isEmpty()) {
      return context.value("consent").isPresent() ? NOTHING : UNSAID;
    }
    var categories = new TreeMap<String, Boolean>();
    said.values().keySet().forEach(name -> categories.put(name, said.flag(name).orElse(false)));
    return new Consent(categories);
  }
}
