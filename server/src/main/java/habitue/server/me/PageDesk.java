package habitue.server.me;

import habitue.server.console.Assets;
import habitue.server.console.Csrf;
import habitue.server.console.words.Language;
import habitue.server.console.words.Words;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows who asks for a page of their own: their language, and what was just done for them. */
@Component
final class PageDesk {
  private final Store store;
  private final InstantSource clock;
  private final PageSessions sessions;
  private final PageCookies cookies;
  private final Assets assets = Assets.find();

  PageDesk(Store store, InstantSource clock, PageSessions sessions, PageCookies cookies) {
    this.store = store;
    this.clock = clock;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  PageShell shell(HttpServletRequest request) {
    return shell(request, null);
  }

  /**
   * @param told the language a link says, where no session says another
   */
  PageShell shell(HttpServletRequest request, @Nullable Language told) {
    PageSession session = PageGate.session(request);
    return new PageShell(
        words(request, told),
        assets,
        Csrf.of(request),
        store.context().brand(),
        session != null,
        session == null ? "" : take(session, request));
  }

  Words words(HttpServletRequest request, @Nullable Language told) {
    PageSession session = PageGate.session(request);
    Language chosen = session == null ? told : session.language();
    Language language =
        chosen == null ? Language.accepted(request.getHeader("Accept-Language")) : chosen;
    return new Words(language, store.context().zone(), clock.instant());
  }

  private String take(PageSession session, HttpServletRequest request) {
    if (!session.notice().isEmpty()) {
      tell(request, "");
    }
    return session.notice();
  }

  /** Leaves word for the next page they see. */
  void tell(HttpServletRequest request, String key) {
    cookies
        .session(request)
        .ifPresent(secret -> sessions.change(secret, session -> session.told(key)));
  }
}
