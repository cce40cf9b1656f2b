package habitue.server.settings;

import habitue.model.Fields;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.people.Role;
import habitue.server.people.Users;
import habitue.server.people.Users.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who may use the console. */
@Controller
final class PeoplePages {
  private static final String PAGE = "/settings/people";

  private final Users users;
  private final Audit audit;
  private final Desk desk;
  private final Pages pages;

  PeoplePages(Users users, Audit audit, Desk desk, Pages pages) {
    this.users = users;
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping(PAGE)
  ResponseEntity<String> people(HttpServletRequest request) {
    return list(request, HttpStatus.OK, "", "", Role.VIEWER, "");
  }

  private ResponseEntity<String> list(
      HttpServletRequest request,
      HttpStatus status,
      String name,
      String email,
      Role role,
      String refused) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.SETTINGS));
    values.put("users", users.all());
    values.put("roles", List.of(Role.values()));
    values.put("name", name);
    values.put("email", email);
    values.put("role", role);
    values.put("refused", refused);
    return pages.show(status, "settings/people", values);
  }

  @PostMapping(PAGE)
  ResponseEntity<String> create(
      HttpServletRequest request,
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "email", defaultValue = "") String email,
      @RequestParam(name = "role", defaultValue = "") String role) {
    Role asked = role(role);
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return switch (users.create(plain, email.strip(), asked)) {
      case Answer.Refused(String code) ->
          list(request, HttpStatus.BAD_REQUEST, plain, email.strip(), asked, code);
      case Answer.Done(String secret) -> {
        record(request, Action.USER_CREATED, plain, asked);
        yield secret(request, plain, secret);
      }
    };
  }

  @PostMapping(PAGE + "/{name}/{act}")
  ResponseEntity<String> change(
      HttpServletRequest request,
      @PathVariable("name") String name,
      @PathVariable("act") String act,
      @RequestParam(name = "role", defaultValue = "") String role) {
    Action action = action(act);
    Role asked = action == Action.ROLE_CHANGED ? role(role) : null;
    return switch (change(action, name, asked)) {
      case Answer.Refused(String code) ->
          list(request, HttpStatus.CONFLICT, "", "", Role.VIEWER, code);
      case Answer.Done(String secret) -> {
        record(request, action, name, asked);
        if (!secret.isEmpty()) {
          yield secret(request, name, secret);
        }
        Desk.leaveNotice(request, true, "people.done." + act, name);
        yield Pages.seeOther(PAGE);
      }
    };
  }

  private static Action action(String act) {
    return switch (act) {
      case "role" -> Action.ROLE_CHANGED;
      case "disable" -> Action.USER_DISABLED;
      case "enable" -> Action.USER_ENABLED;
      case "reset" -> Action.PASSWORD_RESET;
      case "forget" -> Action.TOTP_REMOVED;
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    };
  }

  private Answer change(Action action, String name, @Nullable Role role) {
    return switch (action) {
      case ROLE_CHANGED -> role == null ? new Answer.Refused("role") : users.role(name, role);
      case USER_DISABLED -> users.disable(name, true);
      case USER_ENABLED -> users.disable(name, false);
      case PASSWORD_RESET -> users.reset(name);
      case TOTP_REMOVED -> users.forgetFactor(name);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    };
  }

  private void record(HttpServletRequest request, Action action, String name, @Nullable Role role) {
    Fields details = role == null ? Fields.NONE : Fields.NONE.with("role", role.wireName());
    audit.record(Desk.author(request), action, name, details);
  }

  /** The password is in this one answer and in no address, log or second look. */
  private ResponseEntity<String> secret(HttpServletRequest request, String name, String secret) {
    Map<String, Object> values =
        Map.of(
            "shell", desk.shell(request, Place.SETTINGS),
            "name", name,
            "secret", secret);
    return pages.show(HttpStatus.CREATED, "settings/secret", values);
  }

  private static Role role(String said) {
    return Arrays.stream(Role.values())
        .filter(role -> role.wireName().equals(said))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
  }
}
