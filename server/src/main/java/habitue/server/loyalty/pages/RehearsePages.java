package habitue.server.loyalty.pages;

import habitue.playbook.Playbook;
import habitue.playbook.plan.Programme;
import habitue.playbook.yaml.Mistake;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.identify.Playbooks;
import habitue.server.loyalty.Rehearsing;
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

  private final Playbooks playbooks;
  private final Rehearsing rehearsing;
  private final Desk desk;
  private final Pages pages;

  RehearsePages(Playbooks playbooks, Rehearsing rehearsing, Desk desk, Pages pages) {
    this.playbooks = playbooks;
    this.rehearsing = rehearsing;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> draft(HttpServletRequest request) {
    String text =
        Playbook.whole(playbooks.current().files()).texts().getOrDefault(FILE, "loyalty: {}\n");
    return pages.show("reward/rehearse", values(request, text));
  }

  private Map<String, Object> values(HttpServletRequest request, String text) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.REWARD));
    values.put("text", text);
    values.put("mistakes", List.of());
    values.put("rehearsal", null);
    values.put("busy", false);
    return values;
  }

  @PostMapping(ADDRESS)
  ResponseEntity<String> rehearse(
      HttpServletRequest request, @RequestParam(name = "text", defaultValue = "") String text) {
    Map<String, Object> values = values(request, text);
    switch (Playbooks.read(playbooks.with(FILE, text))) {
      case Playbook.Reading.Bad(List<Mistake> mistakes) -> values.put("mistakes", mistakes);
      case Playbook.Reading.Good(Playbook draft) -> play(values, draft);
    }
    return pages.show("reward/rehearse", values);
  }

  private void play(Map<String, Object> values, Playbook draft) {
    List<Programme> programmes = draft.plan().programmes();
    if (programmes.isEmpty()) {
      return;
    }
    try {
      String name = programmes.getFirst().name();
      values.put("rehearsal", rehearsing.rehearse(draft, name, Rehearsing.LONGEST));
    } catch (RefusedRequest busy) {
      values.put("busy", true);
    }
  }
}
