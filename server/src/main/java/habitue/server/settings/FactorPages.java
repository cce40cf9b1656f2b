package habitue.server.settings;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.people.Step;
import habitue.server.people.Totp;
import habitue.server.people.User;
import habitue.server.people.Users;
import habitue.server.security.SignIn;
import habitue.server.security.SignInDelay;
import habitue.server.wire.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second factor: set up, asked for, given up. */
@Controller
final class FactorPages {
  private static final String SECRET = FactorPages.class.getName() + ".secret";

  private final Users users;
  private final SignIn signIn;
  private final SignInDelay delay;
  private final Audit audit;
  private final Desk desk;
  private final Pages pages;

  FactorPages(Users users, SignIn signIn, SignInDelay delay, Audit audit, Desk desk, Pages pages) {
    this.users = users;
    this.signIn = signIn;
    this.delay = delay;
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping("/account/totp")
  ResponseEntity<String> offer(HttpServletRequest request) {
    User user = AccountPages.user(users, request);
    return user.factor().enrolled()
        ? Pages.seeOther("/account")
        : offer(request, HttpStatus.OK, user, "");
  }

  private ResponseEntity<String> offer(
      HttpServletRequest request, HttpStatus status, User user, String refused) {
    String secret = secret(request);
    String uri = Totp.uri(desk.shell(request, Place.SETTINGS).shopName(), user.name(), secret);
    return pages.show(
        status,
        "settings/totp",
        Map.of(
            "shell",
            desk.shell(request, Place.SETTINGS),
            "secret",
            secret,
            "uri",
            uri,
            "picture",
            QrCode.of(uri),
            "refused",
            refused));
  }

  /** The same until it is taken on, so that coming back to the page changes nothing. */
  private static String secret(HttpServletRequest request) {
    if (request.getSession().getAttribute(SECRET) instanceof String secret) {
      return secret;
    }
    String secret = Totp.newSecret();
    request.getSession().setAttribute(SECRET, secret);
    return secret;
  }

  @PostMapping("/account/totp")
  ResponseEntity<String> enrol(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "code", defaultValue = "") String code) {
    User user = AccountPages.user(users, request);
    if (user.factor().enrolled()) {
      return Pages.seeOther("/account");
    }
    List<String> codes = users.enrol(user.name(), secret(request), code);
    if (codes.isEmpty()) {
      return offer(request, HttpStatus.BAD_REQUEST, user, "code");
    }
    request.getSession().removeAttribute(SECRET);
    audit.record(user.name(), Action.TOTP_ENROLLED, user.name());
    signIn.go(request, response);
    return pages.show(
        HttpStatus.CREATED,
        "settings/recovery",
        Map.of("shell", desk.shell(request, Place.SETTINGS), "codes", codes));
  }

  /** Only with a code: who finds a console open cannot open the door for good. */
  @PostMapping("/account/totp/remove")
  ResponseEntity<String> remove(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "code", defaultValue = "") String code) {
    User user = AccountPages.user(users, request);
    if (!right(user, code)) {
      Desk.leaveNotice(request, false, "totp.refused.code");
      return Pages.seeOther("/account");
    }
    users.forgetFactor(user.name());
    audit.record(user.name(), Action.TOTP_REMOVED, user.name());
    Desk.leaveNotice(request, true, "totp.removed");
    return Pages.seeOther(signIn.again(request, response).map(Step::path).orElse("/account"));
  }

  @GetMapping("/sign-in/code")
  ResponseEntity<String> ask(HttpServletRequest request) {
    return ask(request, HttpStatus.OK, "");
  }

  private ResponseEntity<String> ask(HttpServletRequest request, HttpStatus status, String said) {
    return pages.show(
        status, "settings/code", Map.of("shell", desk.bareShell(request), "refused", said));
  }

  @PostMapping("/sign-in/code")
  ResponseEntity<String> answer(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "code", defaultValue = "") String code) {
    User user = AccountPages.user(users, request);
    if (!right(user, code)) {
      audit.record(user.name(), Action.SIGN_IN_FAILED, user.name());
      return ask(request, HttpStatus.BAD_REQUEST, "code");
    }
    return Pages.seeOther(signIn.codeGiven(request, response).map(Step::path).orElse("/"));
  }

  /** Tries count by account, wherever they come from: a code is short. */
  private boolean right(User user, String code) {
    String guess = "code of " + user.name();
    if (!delay.begin(guess, "").isZero()) {
      return false;
    }
    Users.Code judged = users.check(user.name(), code);
    if (judged != Users.Code.WRONG) {
      delay.succeeded(guess, "");
    }
    if (judged == Users.Code.RECOVERY) {
      audit.record(user.name(), Action.RECOVERY_CODE_USED, user.name());
    }
    return judged != Users.Code.WRONG;
  }
}
