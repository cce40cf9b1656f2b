package habitue.server.console;

import habitue.server.people.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The door for people. Signing in and out themselves belong to {@code security}. */
@Controller
final class SignInPage {
  private final Desk desk;
  private final Pages pages;
  private final Users users;

  SignInPage(Desk desk, Pages pages, Users users) {
    this.desk = desk;
    this.pages = pages;
    this.users = users;
  }

  @GetMapping("/sign-in")
  ResponseEntity<String> signIn(HttpServletRequest request) {
    return pages.show(
        "signin",
        Map.of(
            "shell", desk.bareShell(request),
            "said", said(request),
            "provider", users.options().oidc() != null));
  }

  /** What happened before: the glossary's key under {@code signin.}, or empty. */
  private static String said(HttpServletRequest request) {
    return List.of("wait", "error", "bye", "expired", "unknown", "provider").stream()
        .filter(said -> request.getParameter(said) != null)
        .findFirst()
        .orElse("");
  }
}
