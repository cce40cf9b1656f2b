package habitue.engine.trust;

import habitue.engine.identify.Email;
import habitue.engine.identify.Identifiers;
import habitue.engine.identify.Profile;
import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a message on a channel would go: the address, in the one form it is compared in. */
public final class Destination {
  private static final int LONGEST = 512;
  private static final List<List<String>> ENVELOPE =
      List.of(
          List.of("street", "line1", "address1"),
          List.of("postalCode", "postal_code", "postcode", "zip"),
          List.of("city"));

  private Destination() {}

  /** What the person says of it; empty without one. */
  public static Optional<Value> said(Profile profile, Channel channel) {
    return switch (channel) {
      case EMAIL -> profile.trait("email");
      case SMS, PHONE -> profile.trait("phone");
      case POST -> profile.trait("address");
      case PUSH -> profile.trait("pushToken").or(() -> profile.trait("push_token"));
    };
  }

  /** Where it would go, as {@link #normal} writes it; empty where nothing could arrive. */
  public static Optional<String> of(Profile profile, Channel channel) {
    return said(profile, channel).flatMap(said -> normal(channel, said));
  }

  /** Whether nothing may be sent to where they say. */
  static boolean barred(Profile profile, Channel channel, Suppressed suppressed, String purpose) {
    return said(profile, channel).stream()
        .anyMatch(said -> barred(channel, said, suppressed, purpose));
  }

  /** Whether nothing may be sent there. */
  public static boolean barred(Channel channel, Value said, Suppressed suppressed, String purpose) {
    return suppressed.any()
        && forms(channel, said).anyMatch(form -> suppressed.includes(channel, form, purpose));
  }

  /** The address as it is compared; then as a list may hold it since it was compared otherwise. */
  public static Stream<String> forms(Channel channel, Value said) {
    Optional<Identifier> former =
        switch (channel) {
          case EMAIL -> Identifiers.former(IdentifierType.EMAIL, text(said));
          case SMS, PHONE -> Identifiers.former(IdentifierType.PHONE, text(said));
          case POST, PUSH -> Optional.empty();
        };
    return Stream.concat(normal(channel, said).stream(), former.map(Identifier::value).stream());
  }

  /**
   * E-mails and phones in the form of identifiers; a postal address as the letters and digits of
   * street, postcode and city; a push token as it is. Empty for what cannot be one.
   */
  public static Optional<String> normal(Channel channel, Value said) {
    Optional<String> normal =
        switch (channel) {
          case EMAIL -> identifier(IdentifierType.EMAIL, said).filter(Email::writable);
          case SMS, PHONE -> identifier(IdentifierType.PHONE, said);
          case POST ->
              Optional.of(letters(said instanceof Fields parts ? envelope(parts) : text(said)));
          case PUSH -> Optional.of(text(said));
        };
    return normal.filter(each -> !each.isEmpty() && each.length() <= LONGEST);
  }

  private static Optional<String> identifier(IdentifierType type, Value said) {
    return Identifiers.normal(type, text(said)).map(Identifier::value);
  }

  private static String envelope(Fields address) {
    return ENVELOPE.stream()
        .map(names ->
            names.stream()
                .flatMap(name -> address.value(name).stream())
                .map(Destination::text)
                .findFirst()
                .orElse(""))
        .collect(Collectors.joining(" "));
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text.strip();
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Decimal(BigDecimal number) -> number.toPlainString();
      case Value.Flag _, Value.Nothing _, Value.Many _, Fields _ -> "";
    };
  }
}
