package habitue.engine.customer;

import habitue.engine.Context;
import habitue.engine.Happening;
import habitue.engine.trust.Consents;
import habitue.engine.trust.Permits;
import habitue.model.Stamp;
import habitue.playbook.trust.Purposes;
import org.jspecify.annotations.Nullable;

/**
 * How a person's records may be read, by what they will have said in the end.
 *
 * @param end null to go by what they said so far
 */
record Foreknown(@Nullable Consents end) {
  static final Foreknown NOTHING = new Foreknown(null);

  /** The purposes a record may be read for. */
  int consented(Consents said, Happening happening) {
    return Permits.consented(
        holding(said), happening.context().playbook().purposes(), happening.stamp());
  }

  /**
   * The purposes that a command newly agrees to: what is known of the person may serve them now.
   */
  int agreed(Context context, CustomerState before, Consents said, Stamp stamp) {
    if (before.activity().firstSeen() == null || !grown(said, stamp)) {
      return 0;
    }
    Purposes purposes = context.playbook().purposes();
    int fresh =
        Permits.agreed(said, purposes, stamp) & ~Permits.agreed(before.consents(), purposes, stamp);
    return fresh & Permits.agreed(holding(said), purposes, stamp);
  }

  /** Of a child nothing is read, and so nothing counts as read, whatever they agreed to. */
  boolean grown(Consents said, Stamp stamp) {
    return Permits.grown(holding(said), stamp);
  }

  /** Whether the person is restricted, for good as far as is known: then nothing is concluded. */
  boolean frozen(Consents said) {
    return said.restriction() != null && said.restriction().equals(holding(said).restriction());
  }

  /**
   * Whether records before one were read otherwise than they may be now. Who someone is was held
   * back while they were restricted, and with it their age: so where that was lifted, the end of a
   * fold that knew nothing does not tell all yet.
   *
   * @param surely whether that end was told by a fold which itself knew of restrictions to be
   *     lifted
   */
  @SuppressWarnings("ReferenceEquality") // Whoever changes nothing hands on what was there.
  boolean misread(Context context, CustomerState before, CustomerState after, boolean surely) {
    if (surely || before.consents() == after.consents()) {
      return false;
    }
    boolean lifted =
        before.consents().restriction() != null && after.consents().restriction() == null;
    return lifted
        || end == null
            && Permits.moved(
                before.consents(),
                after.consents(),
                context.playbook().purposes(),
                before.activity().firstSeen(),
                before.activity().lastSeen());
  }

  private Consents holding(Consents said) {
    return end == null ? said : end;
  }
}
