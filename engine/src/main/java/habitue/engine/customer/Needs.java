package habitue.engine.customer;

import habitue.playbook.trust.Purpose;

/**
 * The purpose each capability reads records for. Who someone is, when they were last in touch, what
 * they ordered and what they agreed to is needed to serve them at all: these read every record.
 */
enum Needs {
  PROFILE(0),
  ACTIVITY(0),
  ORDERS(0),
  CONSENTS(0),
  VISITS(Purpose.MEASURE),
  INTERESTS(Purpose.PERSONALISE),
  BASKET(Purpose.PERSONALISE);

  private final int purpose;

  Needs(int purpose) {
    this.purpose = purpose;
  }

  /** Whether a record that may be read for these purposes may be read for this. */
  boolean metBy(int readable) {
    return (readable & purpose) == purpose;
  }
}
