package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who bought, as a shop tells it.
 *
 * @param number the shop's number of their account; null for guests
 * @param traits name, addresses to reach them at, and the town: never a street
 * @param vouched whether the shop vouches that the e-mail is theirs
 */
record Buyer(@Nullable String number, Fields traits, boolean vouched) {
  static final Buyer UNSAID = new Buyer(null, Fields.NONE, false);

  /** The context of an event about something else, which tells the person beside it. */
  Fields context() {
    var context = new Saying();
    context.put("traits", traits.isEmpty() ? null : traits);
    return vouch(context).done();
  }

  /** The context of an identify call, whose traits stand at its top. */
  Fields identifyContext() {
    return vouch(new Saying()).done();
  }

  private Saying vouch(Saying context) {
    String email = Document.text(traits, "email");
    if (!vouched || email == null) {
      return context;
    }
    Fields id =
        Fields.of("id", Value.of(email)).with("type", "email").with("verified", Value.of(true));
    return context.put("externalIds", List.of(id));
  }
}
