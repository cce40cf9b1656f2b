package habitue.engine.reward.earn;

import habitue.engine.Texts;
import habitue.engine.reward.earn.RewardCommands.Done;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Decision;
import habitue.model.Because;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Value;

/**
 * Where someone asks for something, in a programme.
 *
 * @param signed on whose word
 */
record Counter(Dealing dealing, Signed signed) {

  /**
   * On whose word something is done.
   *
   * @param author who asks
   * @param approver another who allowed it; empty for none
   * @param reason that they give; empty for none
   */
  record Signed(String author, String approver, String reason) {

    static Signed by(String author) {
      return new Signed(author, "", "");
    }

    /** Where another person allowed it, who asked is said in the details. */
    static Signed of(Body.Asked asked) {
      String reason = asked.details().text("reason").orElse("");
      return asked
          .details()
          .text("asked_by")
          .map(by -> new Signed(by, asked.author(), reason))
          .orElseGet(() -> new Signed(asked.author(), "", reason));
    }
  }

  /** Posts what was granted; what was refused is told. */
  Done decided(Decision decision, String id, String rule, String key) {
    if (decision instanceof Decision.Refused(Decision.Reason why)) {
      return Done.refused(why.wireName());
    }
    dealing.post(decision, because(rule, key, id));
    dealing.tier();
    return done(id);
  }

  Because because(String rule, String key, String id) {
    Because plain = dealing.because(rule, key, id);
    Fields words =
        plain
            .words()
            .with("author", signed.author)
            .with("reason", Texts.cut(signed.reason, Texts.KEY));
    words = signed.approver.isEmpty() ? words : words.with("approver", signed.approver);
    return new Because(plain.position(), plain.cause(), plain.rule(), plain.version(), words);
  }

  Done done(String id) {
    Fields outcome =
        Fields.of(RewardCommands.CODE, Value.of("done"))
            .with("id", id)
            .with("active", dealing.ledger().balances().of(Account.ACTIVE));
    return new Done(dealing.pledges(), dealing.sends(), outcome, 0);
  }
}
