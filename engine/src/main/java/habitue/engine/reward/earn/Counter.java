package habitue.engine.reward.earn;

import habitue.engine.Texts;
import habitue.engine.reward.Account;
import habitue.engine.reward.Decision;
import habitue.engine.reward.earn.RewardCommands.Done;
import habitue.model.Because;
import habitue.model.Fields;
import habitue.model.Value;
import java.util.List;

/**
 * Where someone asks for something, in a programme.
 *
 * @param author who asks
 * @param reason that they give; empty for none
 */
record Counter(Dealing dealing, String author, String reason) {

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
        plain.words().with("author", author).with("reason", Texts.cut(reason, Texts.KEY));
    return new Because(plain.position(), plain.cause(), plain.rule(), plain.version(), words);
  }

  Done done(String id) {
    Fields outcome =
        Fields.of(RewardCommands.CODE, Value.of("done"))
            .with("id", id)
            .with("active", dealing.ledger().balances().of(Account.ACTIVE));
    return new Done(dealing.pledges(), List.of(), outcome, 0);
  }
}
