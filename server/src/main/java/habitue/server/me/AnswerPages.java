package habitue.server.me;

import habitue.model.Value;
import habitue.server.console.Pages;
import habitue.server.identify.Questioning;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person answers what the shop asks rather than assumes. */
@Controller
final class AnswerPages {
  private final Questioning questioning;
  private final PageDesk desk;

  AnswerPages(Questioning questioning, PageDesk desk) {
    this.questioning = questioning;
    this.desk = desk;
  }

  @PostMapping("/me/answers")
  ResponseEntity<String> answer(
      HttpServletRequest request,
      @RequestParam(name = "question", defaultValue = "") String question,
      @RequestParam(name = "about", defaultValue = "") String about,
      @RequestParam(name = "answer", defaultValue = "") String answer) {
    var given = new Questioning.Given(question, about, Value.of(answer));
    String once = UUID.randomUUID().toString();
    try {
      questioning.answer(PageGate.customer(), given, once, OpenPages.AUTHOR);
      desk.tell(request, "me.asked.done");
    } catch (RefusedRequest refused) {
      desk.tell(request, "me.asked.refused");
    }
    return Pages.seeOther(MeRoute.PAGE);
  }
}
