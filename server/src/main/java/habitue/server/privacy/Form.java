package habitue.server.privacy;

import habitue.model.Fields;

/** A form in which what is held of a person is written, item by item. */
interface Form {
  /** The parts of an export, in this order. */
  enum Part {
    IDENTIFIERS("identifiers"),
    TRAITS("traits"),
    STANDING("standing"),
    CONSENTS("consents"),
    ASKED("asked"),
    EVENTS("events"),
    CONCLUSIONS("conclusions"),
    ORDERS("orders"),
    SENT("sent");

    private final String wireName;

    Part(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  void begin(Fields about);

  void part(Part part);

  void item(Fields item);

  void end();
}
