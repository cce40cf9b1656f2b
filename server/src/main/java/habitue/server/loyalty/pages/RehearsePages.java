package habitue.server.loyalty.pages;

import habitue.playbook.Playbook;
import habitue.playbook.plan.Programme;
import habitue.playbook.yaml.Mistake;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.identify.Playbooks;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Proof;
import habitue.server.loyalty.Rehearsing;
import habitue.server.loyalty.Rehearsing.Rehearsal;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a draft of the programmes is played over everyone's past, before it is published. */
@Controller
final class RehearsePages {
  private static final String ADDRESS = "/reward/rehearse";
  private static final String FILE = "loyalty.yaml";

  private final Loyalty loyalty;
  private final Playbooks playbooks;
  private final Rehearsing rehearsing;
  private final Proof proof;
  private final Desk desk;
  private final Pages pages;

  RehearsePages(
      Loyalty loyalty,
      Playbooks playbooks,
      Rehearsing rehearsing,
      Proof proof,
      Desk desk,
      Pages pages) {
    this.loyalty = loyalty;
    this.proof = proof;
    this.playbooks = playbooks;
    this.rehearsing = rehearsing;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> draft(
      HttpServletRequest request,
      @RequestParam(name = "programme", defaultValue = "") String programme) {
    String text =
        Playbook.whole(playbooks.current().files()).texts().getOrDefault(FILE, "loyalty: {}\n");
    return pages.show("reward/rehearse", values(request, text, programme));
  }

  private Map<String, Object> values(HttpServletRequest request, String text, String programme) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.REWARD));
    values.put("text", text);
    values.put("programme", programme);
    values.put("programmes", names(loyalty.programmes()));
    values.put("nothing", false);
    values.put("mistakes", List.of());
    values.put("rehearsal", null);
    values.put("stakes", null);
    values.put("busy", false);
    return values;
  }

  @PostMapping(ADDRESS)
  ResponseEntity<String> rehearse(
      HttpServletRequest request,
      @RequestParam(name = "text", defaultValue = "") String text,
      @RequestParam(name = "programme", defaultValue = "") String programme) {
    Map<String, Object> values = values(request, text, programme);
    switch (Playbooks.read(playbooks.with(FILE, text))) {
      case Playbook.Reading.Bad(List<Mistake> mistakes) -> values.put("mistakes", mistakes);
      case Playbook.Reading.Good(Playbook draft) -> play(values, draft, programme);
    }
    return pages.show("reward/rehearse", values);
  }

  private static List<String> names(List<Programme> programmes) {
    return programmes.stream().map(Programme::name).toList();
  }

  /** The programme that was chosen, or the draft's first where it has none of that name. */
  private void play(Map<String, Object> values, Playbook draft, String asked) {
    List<Programme> programmes = draft.plan().programmes();
    values.put("nothing", programmes.isEmpty());
    if (programmes.isEmpty()) {
      return;
    }
    Programme programme = draft.plan().programme(asked).orElse(programmes.getFirst());
    values.put("programmes", names(programmes));
    values.put("programme", programme.name());
    try {
      Rehearsal played = rehearsing.rehearse(draft, programme.name(), Rehearsing.LONGEST);
      values.put("rehearsal", played);
      values.put("stakes", proof.stakes(programme, played));
    } catch (RefusedRequest busy) {
      values.put("busy", true);
    }
  }
}
