package habitue.server.identify.pages;

import habitue.model.CustomerId;
import habitue.model.Value;
import habitue.playbook.plan.Talk.Choice;
import habitue.playbook.plan.Talk.Question;
import habitue.server.console.Addresses;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.identify.Playbooks;
import habitue.server.identify.Questioning;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import habitue.warehouse.report.Standings;
import habitue.warehouse.report.Talk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What customers are asked: how many answered what; and where a colleague records an answer. */
@Controller
public final class QuestionsPages {
  private final ConsoleData data;
  private final Playbooks playbooks;
  private final Questioning questioning;
  private final Standings standings;
  private final Desk desk;
  private final Pages pages;

  QuestionsPages(
      ConsoleData data,
      Playbooks playbooks,
      Questioning questioning,
      Standings standings,
      Desk desk,
      Pages pages) {
    this.data = data;
    this.playbooks = playbooks;
    this.questioning = questioning;
    this.standings = standings;
    this.desk = desk;
    this.pages = pages;
  }

  /** A question and what came of it. */
  public record Line(
      String name,
      String ask,
      String when,
      long open,
      long answered,
      double rate,
      List<Said> said) {}

  /** How many gave an answer, and the share of all answers that is. */
  public record Said(String label, long count, double share) {}

  @GetMapping("/identify/questions")
  ResponseEntity<String> questions(HttpServletRequest request) {
    Shell shell = desk.shell(request, Place.IDENTIFY);
    String language = shell.words().language().tag();
    var asked = playbooks.inForce().plan().talk();
    var said = standings.talks();
    return pages.show(
        "identify/questions",
        Map.of(
            "shell",
            shell,
            "questions",
            asked.questions().stream()
                .map(it -> line(it, said.get(it.named().name()), language))
                .toList(),
            "open",
            asked.open()));
  }

  private static Line line(Question question, @Nullable Talk talk, String language) {
    String name = question.named().name();
    String ask = question.ask().getOrDefault(language, name).replace("{about}", "…");
    String when = question.when().said();
    if (talk == null) {
      return new Line(name, ask, when, 0, 0, 0, List.of());
    }
    List<Said> said =
        question.answers().stream()
            .map(choice -> said(choice, talk, language))
            .filter(each -> each.count() > 0)
            .toList();
    return new Line(name, ask, when, talk.open(), talk.answered(), talk.rate(), said);
  }

  private static Said said(Choice choice, Talk talk, String language) {
    long count = talk.answers().getOrDefault(choice.name(), 0L);
    String label = choice.label().getOrDefault(language, choice.name());
    return new Said(label, count, (double) count / Math.max(1, talk.answered()));
  }

  @PostMapping("/customers/{id}/answers")
  ResponseEntity<String> answered(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "question", defaultValue = "") String question,
      @RequestParam(name = "about", defaultValue = "") String about,
      @RequestParam(name = "answer", defaultValue = "") String answer) {
    CustomerId customer =
        data.customer(id)
            .flatMap(it -> CustomerId.parse(it.person().id()))
            .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that"));
    try {
      var given = new Questioning.Given(question, about, Value.of(answer));
      questioning.answer(customer, given, UUID.randomUUID().toString(), Desk.author(request));
      Desk.leaveNotice(request, true, "notice.answered");
    } catch (RefusedRequest | DoorClosed refused) {
      Desk.leaveNotice(request, false, "notice.answered.refused");
    }
    return Pages.seeOther(Addresses.customer(customer.toString()));
  }
}
