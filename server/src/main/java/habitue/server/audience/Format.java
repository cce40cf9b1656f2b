package habitue.server.audience;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files there are. Names of columns, and what is done to each detail before it is hashed, are
 * those that the platforms publish; {@code docs/guides/audiences.md} says where.
 */
public enum Format {
  /** For the brand itself: readable. */
  CSV,
  GOOGLE,
  META,
  TIKTOK;

  private static final int ZIP_OF_THE_US = 5;

  public static Optional<Format> named(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it leaves the brand, and so is only of people who agreed to that. */
  public boolean leaves() {
    return this != CSV;
  }

  List<String> header() {
    return switch (this) {
      case CSV -> Sheet.HEADER;
      case GOOGLE -> List.of("Email", "Phone", "First Name", "Last Name", "Country", "Zip");
      case META -> List.of("email", "phone", "fn", "ln", "ct", "zip", "country");
      case TIKTOK -> List.of("Email_SHA256", "Phone_SHA256");
    };
  }

  /** The hashed details of a person; empty where they are found by none of them. */
  List<String> hashed(Contact contact) {
    List<String> row =
        switch (this) {
          case CSV -> throw new IllegalStateException("a readable file has no hashes");
          case GOOGLE -> google(contact);
          case META -> meta(contact);
          case TIKTOK ->
              List.of(
                  Hashing.of(Hashing.withoutPlus(Hashing.compact(contact.email()))),
                  Hashing.of(contact.phone()));
        };
    boolean found = !row.get(0).isEmpty() || !row.get(1).isEmpty() || known(row);
    return found ? row : List.of();
  }

  /** By name and place alone only Google finds someone. */
  private boolean known(List<String> row) {
    return this == GOOGLE && !row.getLast().isEmpty();
  }

  /** Google reads names only together with country and postcode: all four, or none of them. */
  private static List<String> google(Contact contact) {
    String postcode = contact.postcode().strip();
    boolean placed =
        !contact.first().isEmpty()
            && !contact.last().isEmpty()
            && !contact.country().isEmpty()
            && postcode.matches("[\\p{Alnum}][\\p{Alnum} -]{1,14}");
    return List.of(
        Hashing.of(Hashing.gmail(Hashing.compact(contact.email()))),
        Hashing.of(contact.phone()),
        placed ? Hashing.of(Hashing.small(contact.first())) : "",
        placed ? Hashing.of(Hashing.small(contact.last())) : "",
        placed ? contact.country() : "",
        placed ? postcode : "");
  }

  private static List<String> meta(Contact contact) {
    return List.of(
        Hashing.of(Hashing.compact(contact.email())),
        Hashing.of(contact.phone().replaceAll("^\\+0*", "")),
        Hashing.of(Hashing.letters(contact.first())),
        Hashing.of(Hashing.letters(contact.last())),
        Hashing.of(Hashing.letters(contact.city())),
        Hashing.of(metaZip(contact)),
        Hashing.of(contact.country().toLowerCase(Locale.ROOT)));
  }

  private static String metaZip(Contact contact) {
    String zip = Hashing.letters(contact.postcode());
    boolean long9 = contact.country().equals("US") && zip.length() > ZIP_OF_THE_US;
    return long9 ? zip.substring(0, ZIP_OF_THE_US) : zip;
  }
}
