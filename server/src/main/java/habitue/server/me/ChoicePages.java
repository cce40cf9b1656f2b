package habitue.server.me;

import habitue.engine.trust.ConsentCommands;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.console.Pages;
import habitue.server.console.words.Language;
import habitue.server.privacy.Consenting;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person switches purposes and channels. Only what they changed is put on record. */
@Controller
final class ChoicePages {
  private final Store store;
  private final Consenting consenting;
  private final PageDesk desk;

  ChoicePages(Store store, Consenting consenting, PageDesk desk) {
    this.store = store;
    this.consenting = consenting;
    this.desk = desk;
  }

  /**
   * @param on the keys of all that is to be in use; what is not among them is not to be
   */
  @PostMapping("/me/choices")
  ResponseEntity<String> choose(
      HttpServletRequest request, @RequestParam(name = "on", defaultValue = "") List<String> on) {
    CustomerId customer = PageGate.customer();
    Set<String> wanted = Set.copyOf(on);
    Language language = desk.words(request, null).language();
    List<Choice> changed =
        store.reader().person(customer).stream()
            .flatMap(person ->
                Choice.of(person.state(), store.context(), store.suppressions(), language).stream())
            .filter(choice -> choice.on() != wanted.contains(choice.key()))
            .toList();
    for (Choice choice : changed) {
      ask(customer, ConsentCommands.SAY, choice.switched(proof(request)), Action.CONSENT_CHANGED);
    }
    desk.tell(request, changed.isEmpty() ? "me.choices.same" : "me.choices.done");
    return Pages.seeOther(MeRoute.PAGE + "#choices");
  }

  @PostMapping("/me/objection")
  ResponseEntity<String> object(HttpServletRequest request) {
    Fields details = Fields.of("to", Value.of("marketing")).with("proof", proof(request));
    ask(PageGate.customer(), ConsentCommands.OBJECT, details, Action.OBJECTION);
    desk.tell(request, "me.objection.done");
    return Pages.seeOther(MeRoute.PAGE + "#choices");
  }

  private void ask(CustomerId customer, String command, Fields details, Action action) {
    String once = UUID.randomUUID().toString();
    consenting.ask(customer, command, once, details, action, OpenPages.AUTHOR);
  }

  /** The audit log has when this link was made, and by whom. */
  private static String proof(HttpServletRequest request) {
    PageSession session = PageGate.session(request);
    return session == null ? "" : "link of " + session.minted();
  }
}
