package habitue.server;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** An open page that only says what a form must send back. */
@Controller
public final class CsrfPage {
  public static final String PATH = "/assets/csrf";

  @GetMapping(PATH)
  @ResponseBody
  String token(CsrfToken token) {
    return token.getToken();
  }
}
