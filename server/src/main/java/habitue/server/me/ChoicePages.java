package habitue.server.me;

import habitue.server.console.Pages;
import habitue.server.console.words.Language;
import habitue.server.privacy.Consenting;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person switches purposes and channels. */
@Controller
final class ChoicePages {
  private final Consenting consenting;
  private final PageDesk desk;

  ChoicePages(Consenting consenting, PageDesk desk) {
    this.consenting = consenting;
    this.desk = desk;
  }

  /**
   * @param on the keys of all that is to be in use; what is not among them is not to be
   */
  @PostMapping("/me/choices")
  ResponseEntity<String> choose(
      HttpServletRequest request, @RequestParam(name = "on", defaultValue = "") List<String> on) {
    Language language = desk.words(request, null).language();
    int changed =
        consenting.choose(
            PageGate.customer(), Set.copyOf(on), language, proof(request), OpenPages.AUTHOR);
    desk.tell(request, changed == 0 ? "me.choices.same" : "me.choices.done");
    return Pages.seeOther(MeRoute.PAGE + "#choices");
  }

  @PostMapping("/me/objection")
  ResponseEntity<String> object(HttpServletRequest request) {
    consenting.object(PageGate.customer(), proof(request), OpenPages.AUTHOR);
    desk.tell(request, "me.objection.done");
    return Pages.seeOther(MeRoute.PAGE + "#choices");
  }

  /** The audit log has when this link was made, and by whom. */
  private static String proof(HttpServletRequest request) {
    PageSession session = PageGate.session(request);
    return session == null ? "" : "link of " + session.minted();
  }
}
