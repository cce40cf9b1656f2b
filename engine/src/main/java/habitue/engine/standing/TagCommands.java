package habitue.engine.standing;

import habitue.engine.Context;
import habitue.engine.Findings;
import habitue.engine.Texts;
import habitue.model.Body;
import habitue.model.Fields;
import habitue.model.Stamp;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Look;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tags that people and programs set, as commands of the journal. Who set what is kept whether or
 * not the playbook in force knows the tag: one that knows it again finds it as it was.
 */
public final class TagCommands {
  /** {@code {tag, until, reason}}; {@code until} in milliseconds since 1970. */
  public static final String TAG = "Tag";

  /** {@code {tag}}. */
  public static final String UNTAG = "Untag";

  /** The most kept of one person. */
  public static final int MOST = 128;

  private TagCommands() {}

  public static boolean knows(String command) {
    return List.of(TAG, UNTAG).contains(command);
  }

  /** The same standing where nothing changes. */
  public static Standing step(
      Standing standing,
      Context context,
      Memory memory,
      Stamp stamp,
      Body.Asked asked,
      Findings findings) {
    Plan plan = context.playbook().plan();
    String name = asked.details().text("tag").orElse("");
    var draft = new Draft(standing, plan, stamp.now().toEpochMilli());
    Hand before = draft.hand(name);
    Hand after = asked.name().equals(TAG) ? set(context, stamp, asked) : null;
    if (same(before, after) || name.isEmpty() || full(standing, before, after)) {
      return standing;
    }
    var cause = new StandingFacts.Cause(asked.name(), stamp.position(), stamp.at(), stamp.now());
    var deciding = new Deciding(new Person(context, memory, draft), findings, cause);
    draft.hand(name, after);
    deciding.byHand(name, after, asked.author());
    deciding.all(standing.concluded().stage() < 0 ? ~0 : 0);
    draft.looked(draft.now(), false);
    return draft.done();
  }

  /** Null for one that has ended by now. */
  private static @Nullable Hand set(Context context, Stamp stamp, Body.Asked asked) {
    Fields said = asked.details();
    long until = said.number("until").map(BigDecimal::longValue).orElse(Look.NEVER);
    String reason = Texts.cut(said.text("reason").orElse(""), Texts.KEY);
    boolean harmless = context.playbook().sensitive().allows(reason, 0);
    return until <= stamp.now().toEpochMilli()
        ? null
        : new Hand(
            stamp.at().toEpochMilli(),
            until,
            Texts.cut(asked.author(), Texts.KEY),
            harmless ? reason : "");
  }

  private static boolean same(@Nullable Hand before, @Nullable Hand after) {
    return before == null ? after == null : after != null && before.says(after);
  }

  private static boolean full(Standing standing, @Nullable Hand before, @Nullable Hand after) {
    return before == null && after != null && standing.gathered().hands().size() >= MOST;
  }
}
