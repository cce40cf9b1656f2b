package habitue.server.console;

import habitue.server.console.words.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps the language a person chose over their browser's. */
@Controller
final class LanguageSwitch {

  @PostMapping("/language")
  ResponseEntity<String> choose(
      HttpServletRequest request,
      @RequestParam("to") String to,
      @RequestParam(name = "back", defaultValue = "/") String back) {
    var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(ours(back));
    Language.tagged(to)
        .ifPresent(language ->
            answer.header(HttpHeaders.SET_COOKIE, cookie(language, request.isSecure())));
    return answer.build();
  }

  private static String cookie(Language language, boolean secure) {
    return ResponseCookie.from(Desk.LANGUAGE, language.tag())
        .path("/")
        .maxAge(Duration.ofDays(365))
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .build()
        .toString();
  }

  /** An address of this console, never of another site. */
  private static URI ours(String back) {
    boolean ours = back.matches("/([A-Za-z0-9][A-Za-z0-9/_.-]*)?(\\?[A-Za-z0-9=&%_.+-]*)?");
    return URI.create(ours ? back : "/");
  }
}
