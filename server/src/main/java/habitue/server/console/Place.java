package habitue.server.console;

/**
 * The places of the menu, in its order. A step of the mission enters when its first page exists.
 */
public enum Place {
  TODAY("/"),
  CUSTOMERS("/customers"),
  IDENTIFY("/identify"),
  REWARD("/reward"),
  CATALOGUE("/catalogue"),
  DATA("/data"),
  TRUST("/trust"),
  SETTINGS("/settings"),
  ELSEWHERE("");

  private final String address;

  Place(String address) {
    this.address = address;
  }

  public String address() {
    return address;
  }
}
