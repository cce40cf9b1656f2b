package habitue.engine.customer;

/** The parts a customer is written in. Their places are fixed for ever; new ones come last. */
enum CustomerPart {
  PROFILE(0),
  ACTIVITY(1),
  VISITS(2),
  INTERESTS(3),
  BASKET(4),
  ORDERS(5),
  RECENT_ORDERS(6),
  OLDER_ORDERS(7),
  CONSENTS(8),
  GONE_ORDERS(9),
  GATHERED(10),
  CONCLUDED(11),
  ASKING(12),
  BOOK(13);

  private final int place;

  CustomerPart(int place) {
    this.place = place;
  }

  int place() {
    return place;
  }

  /** The value that is written in this part. */
  Object of(CustomerState state) {
    return switch (this) {
      case PROFILE -> state.profile();
      case ACTIVITY -> state.activity();
      case VISITS -> state.visits();
      case INTERESTS -> state.interests();
      case BASKET -> state.basket();
      case ORDERS -> state.orders();
      case RECENT_ORDERS -> state.orders().recent();
      case OLDER_ORDERS -> state.orders().older();
      case CONSENTS -> state.consents();
      case GONE_ORDERS -> state.orders().gone();
      case GATHERED -> state.standing().gathered();
      case CONCLUDED -> state.standing().concluded();
      case ASKING -> state.standing().asking();
      case BOOK -> state.book();
    };
  }
}
