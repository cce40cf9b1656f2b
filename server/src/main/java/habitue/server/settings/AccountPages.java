package habitue.server.settings;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.people.User;
import habitue.server.people.Users;
import habitue.server.people.Users.Answer;
import habitue.server.security.SignIn;
import habitue.server.security.SignInDelay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One's own account: what it is, and its password. */
@Controller
final class AccountPages {
  private final Users users;
  private final SignIn signIn;
  private final SignInDelay delay;
  private final Audit audit;
  private final Desk desk;
  private final Pages pages;

  AccountPages(Users users, SignIn signIn, SignInDelay delay, Audit audit, Desk desk, Pages pages) {
    this.users = users;
    this.signIn = signIn;
    this.delay = delay;
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  static User user(Users users, HttpServletRequest request) {
    return users
        .find(Desk.author(request))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }

  @GetMapping("/account")
  ResponseEntity<String> account(HttpServletRequest request) {
    return pages.show(
        "settings/account",
        Map.of("shell", desk.shell(request, Place.SETTINGS), "user", user(users, request)));
  }

  @GetMapping("/account/password")
  ResponseEntity<String> form(HttpServletRequest request) {
    return form(request, HttpStatus.OK, user(users, request), "");
  }

  private ResponseEntity<String> form(
      HttpServletRequest request, HttpStatus status, User user, String refused) {
    return pages.show(
        status,
        "settings/password",
        Map.of("shell", desk.shell(request, Place.SETTINGS), "user", user, "refused", refused));
  }

  @PostMapping("/account/password")
  ResponseEntity<String> change(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "current", defaultValue = "") String current,
      @RequestParam(name = "fresh", defaultValue = "") String fresh,
      @RequestParam(name = "again", defaultValue = "") String again) {
    User user = user(users, request);
    String refused = fault(user, current, fresh, again);
    if (!refused.isEmpty()) {
      return form(request, HttpStatus.BAD_REQUEST, user, refused);
    }
    audit.record(user.name(), Action.PASSWORD_CHANGED, user.name());
    boolean first = user.password().temporary();
    String next =
        (first ? signIn.go(request, response) : signIn.again(request, response))
            .map(step -> step.path())
            .orElse(first ? "/" : "/account");
    Desk.leaveNotice(request, true, "password.done");
    return Pages.seeOther(next);
  }

  private String fault(User user, String current, String fresh, String again) {
    if (!fresh.equals(again)) {
      return "again";
    }
    String guess = "password of " + user.name();
    if (!user.password().temporary()) {
      if (!delay.begin(guess, "").isZero()) {
        return "wait";
      }
      if (!users.knows(user, current)) {
        return "current";
      }
      delay.succeeded(guess, "");
    }
    return users.password(user.name(), fresh) instanceof Answer.Refused(String code) ? code : "";
  }
}
