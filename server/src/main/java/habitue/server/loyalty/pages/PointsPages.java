package habitue.server.loyalty.pages;

import habitue.model.CustomerId;
import habitue.playbook.plan.Programme;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.Customer;
import habitue.server.loyalty.Decided;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.friends.Friends;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person's points: every lot and every decision, and what a colleague may do with them. */
@Controller
final class PointsPages {
  private static final String ADDRESS = "/customers/{id}/points";
  private static final int DECIDED = 200;

  private final ConsoleData data;
  private final Loyalty loyalty;
  private final Friends friends;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  PointsPages(
      ConsoleData data, Loyalty loyalty, Friends friends, Desk desk, Pages pages, Audit audit) {
    this.friends = friends;
    this.data = data;
    this.loyalty = loyalty;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> points(HttpServletRequest request, @PathVariable("id") String id) {
    Customer customer = data.customer(id).orElseThrow(PointsPages::nobody);
    CustomerId person = id(customer);
    audit.viewed(Desk.author(request), person);
    Shell shell = desk.shell(request, Place.CUSTOMERS);
    boolean whole = shell.role() != null && shell.role().seesContacts();
    List<Decided> decided =
        loyalty.decided(person).stream()
            .limit(DECIDED)
            .map(fact -> Decided.of(fact, whole))
            .toList();
    return pages.show(
        "reward/points",
        Map.of(
            "shell",
            shell,
            "customer",
            customer,
            "programmes",
            loyalty.programmes(),
            "holdings",
            loyalty.holdings(person),
            "decided",
            decided,
            "friends",
            friends.shown(person),
            "once",
            UUID.randomUUID().toString()));
  }

  /**
   * @param act {@code adjust}, {@code redeem} or {@code undo}
   * @param once the form's own number: sent twice, nothing is done twice
   */
  @PostMapping(ADDRESS)
  ResponseEntity<String> change(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "act", defaultValue = "") String act,
      @RequestParam(name = "programme", defaultValue = "") String programme,
      @RequestParam(name = "points", defaultValue = "") String points,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "reward", defaultValue = "") String reward,
      @RequestParam(name = "redemption", defaultValue = "") String redemption,
      @RequestParam(name = "once", defaultValue = "") String once) {
    Customer customer = data.customer(id).orElseThrow(PointsPages::nobody);
    CustomerId person = id(customer);
    String author = Desk.author(request);
    try {
      Programme named = loyalty.programme(programme);
      String key = once.isBlank() || once.length() > 100 ? UUID.randomUUID().toString() : once;
      switch (act) {
        case "adjust" -> loyalty.adjust(person, named, whole(points), reason, key, author);
        case "redeem" -> loyalty.redeem(person, named, reward, key, author);
        default -> loyalty.undo(person, named, redemption, key, author);
      }
      Desk.leaveNotice(request, true, "notice.points.done");
    } catch (RefusedRequest refused) {
      Desk.leaveNotice(request, false, notice(refused.problem().code()));
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.points.refused");
    }
    return Pages.seeOther("/customers/" + customer.person().id() + "/points");
  }

  /** 0 for what is no number, which is refused as such. */
  private static long whole(String points) {
    String said = points.strip();
    return said.matches("-?\\d{1,9}") ? Long.parseLong(said) : 0;
  }

  private static String notice(Code code) {
    return switch (code) {
      case BAD_POINTS -> "notice.points.number";
      case MISSING_FIELD, TEXT_TOO_LONG -> "notice.points.reason";
      case SENSITIVE -> "notice.points.sensitive";
      case TOO_FEW_POINTS -> "notice.points.few";
      case TIER_TOO_LOW -> "notice.points.tier";
      case ALREADY_REVERSED -> "notice.points.undone";
      case RESTRICTED -> "notice.points.frozen";
      default -> "notice.points.refused";
    };
  }

  private static CustomerId id(Customer customer) {
    return CustomerId.parse(customer.person().id()).orElseThrow(PointsPages::nobody);
  }

  private static RefusedRequest nobody() {
    return new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that");
  }
}
