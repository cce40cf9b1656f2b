package habitue.engine.customer;

import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

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

  /** Those that tell by what someone may be reached. */
  private static final Set<CustomerPart> REACHING = Set.of(PROFILE, ORDERS, CONSENTS);

  private final int place;

  CustomerPart(int place) {
    this.place = place;
  }

  int place() {
    return place;
  }

  /** The places of those that a condition reads, and of those that tell who may be reached. */
  static BitSet read(Condition.Reads reads) {
    Set<CustomerPart> read = EnumSet.copyOf(REACHING);
    for (Field.Part part : Field.Part.values()) {
      if ((reads.parts() & part.bit()) != 0) {
        read.addAll(holding(part));
      }
    }
    if (!reads.folds().isEmpty() || !reads.tags().isEmpty() || !reads.habits().isEmpty()) {
      read.add(GATHERED);
    }
    if (!reads.segments().isEmpty() || !reads.flags().isEmpty()) {
      read.add(CONCLUDED);
    }
    var places = new BitSet();
    read.forEach(part -> places.set(part.place));
    return places;
  }

  private static Set<CustomerPart> holding(Field.Part part) {
    return switch (part) {
      case ORDERS -> Set.of(ORDERS, RECENT_ORDERS, OLDER_ORDERS);
      case VISITS, SEEN -> Set.of(ACTIVITY);
      case PROFILE, CONSENTS -> REACHING;
      case BASKET -> Set.of(BASKET);
      case SCORE -> Set.of(GATHERED);
      case STAGE -> Set.of(CONCLUDED);
      // Of who is under contract, which a flag says, nothing is forecast.
      case FITS -> Set.of(ORDERS, RECENT_ORDERS, OLDER_ORDERS, CONCLUDED);
      case LOYALTY -> EnumSet.allOf(CustomerPart.class);
    };
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
