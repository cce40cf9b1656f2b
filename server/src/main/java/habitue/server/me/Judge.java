package habitue.server.me;

import habitue.server.limit.Limits;
import habitue.server.me.PlainPages.Said;
import habitue.server.me.Whose.Found;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Tells whether a link opens, and else why not. Forged ones are counted by address. */
@Component
final class Judge {
  private final PageLinks links;
  private final Whose whose;
  private final Limits limits;

  Judge(PageLinks links, Whose whose, Limits limits) {
    this.links = links;
    this.whose = whose;
    this.limits = limits;
  }

  /** What a link comes to. */
  sealed interface Judged {
    record Opens(PageLink link, Found.Theirs theirs) implements Judged {}

    record Refused(Said said) implements Judged {}
  }

  Judged of(String token, HttpServletRequest request) {
    PageLink link = links.read(token).orElse(null);
    if (link == null) {
      if (!token.isEmpty()) {
        limits.wrongKey(request.getRemoteAddr());
      }
      return new Judged.Refused(Said.FORGED);
    }
    if (links.over(link)) {
      return new Judged.Refused(Said.EXPIRED);
    }
    return switch (whose.of(link)) {
      case Found.Theirs theirs -> new Judged.Opens(link, theirs);
      case Found.Erased() -> new Judged.Refused(Said.NOTHING);
      case Found.Unclear() -> new Judged.Refused(Said.UNCLEAR);
    };
  }

  /** Whether the link is this browser's, as it is from now on where it was nobody's. */
  boolean claims(PageLink link, String browser) {
    return links.claim(link, browser);
  }
}
