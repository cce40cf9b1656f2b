package habitue.warehouse.rows;

import habitue.engine.Texts;
import habitue.engine.identify.KnownIdentifier;
import habitue.engine.identify.Profile;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Value;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a profile says the person is and where they live, from Segment's traits. */
public record Contact(
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String country,
    @Nullable String city,
    @Nullable String postcode) {
  private static final int LONGEST = 200;

  public static Contact of(Profile profile) {
    Fields address =
        profile.trait("address").orElse(Value.NOTHING) instanceof Fields fields
            ? fields
            : Fields.NONE;
    return new Contact(
        name(profile),
        first(trait(profile, "email"), identifier(profile, IdentifierType.EMAIL)),
        first(trait(profile, "phone"), identifier(profile, IdentifierType.PHONE)),
        first(field(address, "country"), trait(profile, "country")),
        first(field(address, "city"), trait(profile, "city")),
        first(
            field(address, "postalCode"),
            field(address, "postcode"),
            trait(profile, "postalCode"),
            trait(profile, "postcode")));
  }

  Stream<String> all() {
    return Stream.of(name, email, phone).filter(Objects::nonNull);
  }

  /** The first identifier of a type, a verified one before others. */
  public static @Nullable String identifier(Profile profile, IdentifierType type) {
    KnownIdentifier best = null;
    for (KnownIdentifier known : profile.identifiers()) {
      boolean better = best == null || (known.verified() && !best.verified());
      if (known.identifier().type() == type && better) {
        best = known;
      }
    }
    return best == null ? null : best.identifier().value();
  }

  private static @Nullable String name(Profile profile) {
    String whole = trait(profile, "name");
    if (whole != null) {
      return whole;
    }
    String given = first(trait(profile, "firstName"), trait(profile, "first_name"));
    String family = first(trait(profile, "lastName"), trait(profile, "last_name"));
    return given == null || family == null ? first(given, family) : given + " " + family;
  }

  private static @Nullable String trait(Profile profile, String name) {
    return profile.trait(name).flatMap(Contact::text).orElse(null);
  }

  private static @Nullable String field(Fields fields, String name) {
    return fields.value(name).flatMap(Contact::text).orElse(null);
  }

  private static Optional<String> text(Value value) {
    String text =
        switch (value) {
          case Value.Text(String said) -> said.strip();
          case Value.Whole(long number) -> Long.toString(number);
          case Value.Decimal(BigDecimal number) -> number.toPlainString();
          case Value.Flag _, Value.Nothing _, Value.Many _, Fields _ -> "";
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(Texts.cut(text, LONGEST));
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
