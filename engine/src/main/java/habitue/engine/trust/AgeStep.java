package habitue.engine.trust;

import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.identify.Profile;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.trust.Children;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows from a date of birth whether someone is a child, and when they no longer are. */
public final class AgeStep {
  private static final String RULE = "trust.age";

  private AgeStep() {}

  /**
   * @param profile as it is now; its traits say when and where the person was born
   */
  public static Consents step(Consents consents, Profile profile, Context context, Instant now) {
    Instant ofAge = ofAge(profile, context);
    boolean same = ofAge == null ? consents.ofAge() == null : ofAge.equals(consents.ofAge());
    return same ? consents : consents.of(ofAge, ofAge == null || !ofAge.isAfter(now));
  }

  /** At the birthday, to the second. */
  public static Consents woke(Consents consents, Instant now, Findings findings) {
    Instant ofAge = consents.ofAge();
    if (consents.grown() || ofAge == null || ofAge.isAfter(now)) {
      return consents;
    }
    Fields words = Fields.of("key", Value.of(RULE));
    findings.timed("Came Of Age", ofAge, ofAge, "Birthday", RULE, words, Fields.NONE);
    return consents.of(ofAge, true);
  }

  private static @Nullable Instant ofAge(Profile profile, Context context) {
    Children children = context.playbook().sensitive().children();
    for (String name : children.traits()) {
      Optional<Instant> ofAge =
          text(profile, name)
              .flatMap(born -> children.ofAge(born, country(profile), context.zone()));
      if (ofAge.isPresent()) {
        return ofAge.get();
      }
    }
    return null;
  }

  private static String country(Profile profile) {
    String said = text(profile, "country").orElse("");
    String code =
        said.isEmpty() && profile.trait("address").orElse(Fields.NONE) instanceof Fields address
            ? address.text("country").orElse("")
            : said;
    return code.toUpperCase(Locale.ROOT);
  }

  private static Optional<String> text(Profile profile, String name) {
    return profile.trait(name).flatMap(value -> Fields.of(name, value).text(name));
  }
}
