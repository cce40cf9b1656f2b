package habitue.server.console.view;

/**
 * Someone, as a line of a list names them.
 *
 * @param id the internal id, such as {@code c1a2b}; the only one that may stand in an address
 * @param name the name as given, or empty
 * @param number the shop's customer number (userId), or empty
 * @param email the e-mail as given, or empty; shown where name and number are unknown
 */
public record PersonRef(String id, String name, String number, String email) {

  /** Someone nobody has named yet: known by a device only. */
  public boolean anonymous() {
    return name.isBlank() && number.isBlank() && email.isBlank();
  }
}
