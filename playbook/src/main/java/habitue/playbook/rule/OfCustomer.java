package habitue.playbook.rule;

import dev.cel.common.ast.CelExpr;
import habitue.playbook.rule.Builder.Wrong;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import java.util.List;

/** What is asked of the customer by a name in quotes: segments, flags, tags, channels. */
final class OfCustomer {
  private static final List<String> PURPOSES = List.of("marketing", Purpose.CONTRACT);

  private final Builder builder;

  OfCustomer(Builder builder) {
    this.builder = builder;
  }

  Truth truth(CelExpr expr) {
    builder.outsideFolds(expr);
    CelExpr first = expr.call().args().getFirst();
    return switch (expr.call().function()) {
      case Language.IN -> in(first);
      case "flagged" -> flagged(first);
      case "tagged" -> tagged(first);
      case "won" -> won(first);
      case "benefit" -> benefit(first);
      default -> reachable(expr);
    };
  }

  private Truth in(CelExpr name) {
    int place = builder.names.segments.indexOf(known(name, "segment"));
    builder.segments.add(place);
    return new Truth.Asked(look -> look.subject.in(place));
  }

  private Truth flagged(CelExpr name) {
    int place = builder.names.flags.indexOf(known(name, "flag"));
    builder.flags.add(place);
    return new Truth.Asked(look -> look.subject.flagged(place));
  }

  /** Whether a tag was set or earned at all, however little is left of it. */
  private Truth tagged(CelExpr name) {
    String tag = Calls.constant(name);
    builder.tag(name, tag);
    return new Truth.Asked(look -> look.subject.tag(tag, look.now) > 0);
  }

  /** Whether they reached what a challenge asks for. */
  private Truth won(CelExpr name) {
    String challenge = ofLoyalty(name, "challenge");
    return new Truth.Asked(look -> look.subject.won(challenge));
  }

  /** Whether their tier brings it. */
  private Truth benefit(CelExpr name) {
    String benefit = ofLoyalty(name, "benefit");
    return new Truth.Asked(look -> look.subject.benefit(benefit));
  }

  private String ofLoyalty(CelExpr expr, String what) {
    builder.parts |= Field.Part.LOYALTY.bit();
    return known(expr, what);
  }

  private String known(CelExpr expr, String what) {
    return builder.names.known(expr, what, Calls.constant(expr));
  }

  private Truth reachable(CelExpr expr) {
    List<CelExpr> args = expr.call().args();
    Channel channel = Channel.named(known(args.getFirst(), "channel")).orElseThrow();
    String purpose = args.size() > 1 ? Calls.constant(args.get(1)) : PURPOSES.getFirst();
    if (!PURPOSES.contains(purpose)) {
      throw new Wrong(args.get(1), "marketing or contract is expected");
    }
    builder.parts |= Field.Part.PROFILE.bit() | Field.Part.ORDERS.bit() | Field.Part.CONSENTS.bit();
    return new Truth.Asked(look -> look.subject.reachable(channel, purpose));
  }
}
