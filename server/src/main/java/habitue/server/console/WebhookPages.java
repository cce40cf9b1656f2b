package habitue.server.console;

import habitue.outreach.webhook.TargetRefused;
import habitue.outreach.webhook.Webhook;
import habitue.outreach.webhook.Webhooks;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where facts are sent, how that goes, and what was given up. */
@Controller
@RequestMapping("/data/webhooks")
final class WebhookPages {
  private final Webhooks webhooks;
  private final Audit audit;
  private final Desk desk;
  private final Pages pages;

  WebhookPages(Webhooks webhooks, Audit audit, Desk desk, Pages pages) {
    this.webhooks = webhooks;
    this.audit = audit;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping
  ResponseEntity<String> webhooks(HttpServletRequest request) {
    return list(request, HttpStatus.OK, "", "", "");
  }

  private ResponseEntity<String> list(
      HttpServletRequest request, HttpStatus status, String url, String types, String fault) {
    return pages.show(
        status,
        "webhooks",
        Map.of(
            "shell", desk.shell(request, Place.DATA),
            "hooks", webhooks.all(),
            "url", url,
            "types", types,
            "fault", fault));
  }

  /** The secret is in this one answer and in no address, log or second look. */
  @PostMapping
  ResponseEntity<String> add(
      HttpServletRequest request,
      @RequestParam(name = "url", defaultValue = "") String url,
      @RequestParam(name = "types", defaultValue = "") String types) {
    try {
      Webhook made = webhooks.add(URI.create(url.strip()), names(types), Set.of());
      audit.record(Desk.author(request), Action.WEBHOOK_CHANGED, made.id());
      return pages.show(
          HttpStatus.CREATED,
          "webhookmade",
          Map.of("shell", desk.shell(request, Place.DATA), "hook", made));
    } catch (TargetRefused refused) {
      return list(request, HttpStatus.BAD_REQUEST, url, types, refused.code());
    } catch (IllegalArgumentException unreadable) {
      return list(request, HttpStatus.BAD_REQUEST, url, types, "target_bad");
    }
  }

  private static Set<String> names(String types) {
    var names = new TreeSet<String>();
    Arrays.stream(types.split("[,\\r\\n]+"))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && name.length() < 256)
        .limit(100)
        .forEach(names::add);
    return names;
  }

  @GetMapping("/{id}")
  ResponseEntity<String> webhook(HttpServletRequest request, @PathVariable("id") String id) {
    return webhooks
        .find(id)
        .map(state ->
            pages.show(
                "webhook",
                Map.of(
                    "shell", desk.shell(request, Place.DATA),
                    "hook", state,
                    "letters", webhooks.deadLetters(id))))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @PostMapping("/{id}/replay")
  ResponseEntity<String> replay(HttpServletRequest request, @PathVariable("id") String id) {
    webhooks.replay(id, 0);
    audit.record(Desk.author(request), Action.REPLAY, id);
    Desk.leaveNotice(request, true, "hook.replaying");
    return Pages.seeOther("/data/webhooks/" + Addresses.encode(id));
  }

  @PostMapping("/{id}/remove")
  ResponseEntity<String> remove(HttpServletRequest request, @PathVariable("id") String id) {
    if (webhooks.remove(id)) {
      audit.record(Desk.author(request), Action.WEBHOOK_CHANGED, id);
      Desk.leaveNotice(request, true, "hook.removed");
    }
    return Pages.seeOther("/data/webhooks");
  }
}
