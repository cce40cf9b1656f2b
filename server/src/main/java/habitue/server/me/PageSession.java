package habitue.server.me;

import habitue.model.CustomerId;
import habitue.model.Strand;
import habitue.server.console.words.Language;
import habitue.server.security.NewKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Someone at their own page, since they opened a link.
 *
 * @param customer whom the link was for
 * @param strands what was theirs then: once a part of it was told apart, the session is over
 * @param minted when the link was made, which is what a consent given here is traced to
 * @param csrf what their forms send back
 * @param language null to go by their browser's
 * @param notice what has just been done: the glossary's key; empty for nothing
 */
record PageSession(
    CustomerId customer,
    Set<Strand> strands,
    Instant minted,
    Instant began,
    Instant lastAct,
    String csrf,
    @Nullable Language language,
    String notice) {
  PageSession {
    strands = Set.copyOf(strands);
  }

  static PageSession of(PageLink link, Whose.Found.Theirs theirs, Instant now) {
    return new PageSession(
        theirs.customer(),
        theirs.strands(),
        link.minted(),
        now,
        now,
        NewKey.of("hbcs"),
        link.language(),
        "");
  }

  PageSession seen(Instant now) {
    return new PageSession(customer, strands, minted, began, now, csrf, language, notice);
  }

  PageSession reading(Language chosen) {
    return new PageSession(customer, strands, minted, began, lastAct, csrf, chosen, notice);
  }

  PageSession told(String key) {
    return new PageSession(customer, strands, minted, began, lastAct, csrf, language, key);
  }
}
