package habitue.server.me;

import habitue.server.console.Pages;
import habitue.server.console.words.Words;
import habitue.server.privacy.Erasing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person leaves: the erasure is the privacy office's own. */
@Controller
final class LeavePages {
  private final Erasing erasing;
  private final PageSessions sessions;
  private final PageCookies cookies;
  private final PageDesk desk;
  private final Pages pages;

  LeavePages(
      Erasing erasing, PageSessions sessions, PageCookies cookies, PageDesk desk, Pages pages) {
    this.erasing = erasing;
    this.sessions = sessions;
    this.cookies = cookies;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/me/leave")
  ResponseEntity<String> before(HttpServletRequest request) {
    return ask(request, HttpStatus.OK, false);
  }

  /**
   * @param typed the word they were asked for, by whoever means it
   */
  @PostMapping("/me/leave")
  ResponseEntity<String> leave(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "typed", defaultValue = "") String typed) {
    Words words = desk.words(request, null);
    String said = typed.strip().toUpperCase(Locale.ROOT);
    if (!said.equals(words.say("me.leave.word"))) {
      return ask(request, HttpStatus.UNPROCESSABLE_CONTENT, true);
    }
    erasing.erase(PageGate.customer(), OpenPages.AUTHOR);
    cookies.session(request).ifPresent(sessions::end);
    cookies.end(request, response);
    return Pages.seeOther(MeRoute.GONE);
  }

  private ResponseEntity<String> ask(
      HttpServletRequest request, HttpStatus status, boolean mistyped) {
    return pages.show(
        status, "me/leave", Map.of("shell", desk.shell(request), "mistyped", mistyped));
  }
}
