package habitue.server.loyalty.pages;

import habitue.playbook.plan.Programme;
import habitue.server.audit.Audit;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.loyalty.Adjusting;
import habitue.server.loyalty.Asker;
import habitue.server.loyalty.HandLimits;
import habitue.server.loyalty.Holding;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Wish;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Adjustments above somebody's limit, and the limits. */
@Controller
public final class AdjustingPages {
  private static final String ADDRESS = "/reward/adjustments";
  private static final String LIMITS = "/reward/limits";

  private final Loyalty loyalty;
  private final Adjusting adjusting;
  private final HandLimits limits;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  AdjustingPages(
      Loyalty loyalty,
      Adjusting adjusting,
      HandLimits limits,
      Desk desk,
      Pages pages,
      Audit audit) {
    this.loyalty = loyalty;
    this.adjusting = adjusting;
    this.limits = limits;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  /**
   * One that waits.
   *
   * @param may whether who looks may decide on it
   */
  public record Row(Adjusting.Shown shown, String programme, boolean may, boolean own) {}

  @GetMapping(ADDRESS)
  ResponseEntity<String> adjustments(HttpServletRequest request) {
    var shell = desk.shell(request, Place.REWARD);
    String language = shell.words().language().tag();
    Asker asker = Asker.of(request);
    List<Row> waiting = rows(adjusting.waiting(), asker, language);
    List<Row> decided = rows(adjusting.decided(), asker, language);
    audit.searched(asker.name(), false, (long) waiting.size() + decided.size());
    return pages.show(
        "reward/adjusting",
        Map.of("shell", shell, "waiting", waiting, "decided", decided, "limit", limits.of(asker)));
  }

  private List<Row> rows(List<Adjusting.Shown> all, Asker asker, String language) {
    return all.stream()
        .map(shown -> {
          Wish wish = shown.wish();
          boolean own = wish.author().equals(asker.name());
          return new Row(shown, label(wish, language), adjusting.may(wish, asker), own);
        })
        .toList();
  }

  private String label(Wish wish, String language) {
    return loyalty.programmes().stream()
        .filter(each -> each.name().equals(wish.programme()))
        .findFirst()
        .map(Programme::named)
        .map(named -> Holding.in(named, language))
        .orElse(wish.programme());
  }

  /**
   * @param act {@code allow} or {@code refuse}
   */
  @PostMapping(ADDRESS + "/{id}")
  ResponseEntity<String> decide(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "act", defaultValue = "") String act) {
    Asker asker = Asker.of(request);
    try {
      Wish wish = act.equals("allow") ? adjusting.allow(id, asker) : adjusting.refuse(id, asker);
      Desk.leaveNotice(request, true, "notice.adjusting." + wish.state().wireName());
    } catch (RefusedRequest refused) {
      Desk.leaveNotice(request, false, notice(refused.problem().code()));
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.adjusting.allowed");
    }
    return Pages.seeOther(ADDRESS);
  }

  private static String notice(Code code) {
    return switch (code) {
      case UNKNOWN_ADJUSTMENT -> "notice.adjusting.unknown";
      case ALREADY_DECIDED -> "notice.adjusting.over";
      case SECOND_PERSON -> "notice.adjusting.own";
      case ABOVE_LIMIT -> "notice.adjusting.limit";
      case ERASED -> "notice.adjusting.erased";
      case TOO_FEW_POINTS -> "notice.points.few";
      case RESTRICTED -> "notice.points.frozen";
      default -> "notice.points.refused";
    };
  }

  @GetMapping(LIMITS)
  ResponseEntity<String> limits(HttpServletRequest request) {
    return pages.show(
        "reward/limits",
        Map.of("shell", desk.shell(request, Place.REWARD), "limits", limits.all()));
  }

  @PostMapping(LIMITS)
  ResponseEntity<String> limit(
      HttpServletRequest request,
      @RequestParam(name = "for", defaultValue = "") String whom,
      @RequestParam(name = "points", defaultValue = "") String points) {
    String said = points.strip();
    long most = said.matches("\\d{1,7}") ? Long.parseLong(said) : -1;
    boolean done = limits.put(whom, most, Desk.author(request));
    Desk.leaveNotice(request, done, done ? "notice.limits.done" : "notice.limits.number");
    return Pages.seeOther(LIMITS);
  }
}
