package habitue.server.loyalty.pages;

import habitue.engine.reward.Redemption;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.playbook.plan.Programme;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.Customer;
import habitue.server.loyalty.Adjusting;
import habitue.server.loyalty.Asker;
import habitue.server.loyalty.Decided;
import habitue.server.loyalty.Effort;
import habitue.server.loyalty.Holding;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Wish;
import habitue.server.loyalty.cards.Cards;
import habitue.server.loyalty.friends.Friends;
import habitue.server.loyalty.vouchers.Vouchers;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
  private final Vouchers vouchers;
  private final Adjusting adjusting;
  private final Friends friends;
  private final Cards cards;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  PointsPages(
      ConsoleData data,
      Loyalty loyalty,
      Adjusting adjusting,
      Desk desk,
      Pages pages,
      Audit audit,
      Vouchers vouchers,
      Friends friends,
      Cards cards) {
    this.cards = cards;
    this.friends = friends;
    this.data = data;
    this.loyalty = loyalty;
    this.adjusting = adjusting;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
    this.vouchers = vouchers;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> points(HttpServletRequest request, @PathVariable("id") String id) {
    Customer customer = data.customer(id).orElseThrow(PointsPages::nobody);
    CustomerId person = id(customer);
    audit.viewed(Desk.author(request), person);
    Shell shell = desk.shell(request, Place.CUSTOMERS);
    boolean whole = shell.role() != null && shell.role().seesContacts();
    List<Fact> facts = loyalty.decided(person);
    List<Decided> decided =
        facts.stream().limit(DECIDED).map(fact -> Decided.of(fact, whole)).toList();
    List<Holding> holdings =
        Stream.concat(loyalty.holdings(person).stream(), loyalty.bygone(person).stream()).toList();
    return pages.show(
        "reward/points",
        Map.ofEntries(
            Map.entry("shell", shell),
            Map.entry("customer", customer),
            Map.entry("programmes", loyalty.programmes()),
            Map.entry("holdings", holdings),
            Map.entry("absences", loyalty.absences(person)),
            Map.entry("efforts", efforts(person, holdings)),
            Map.entry("codes", codes(holdings)),
            Map.entry("decided", decided),
            Map.entry("more", facts.size() > DECIDED),
            Map.entry("friends", friends.shown(person)),
            Map.entry("cards", cards.of(person).stream().toList()),
            Map.entry("once", UUID.randomUUID().toString())));
  }

  private Map<String, List<Effort>> efforts(CustomerId person, List<Holding> holdings) {
    var efforts = new HashMap<String, List<Effort>>();
    for (Holding holding : holdings) {
      efforts.put(holding.programme().name(), loyalty.efforts(person, holding.programme()));
    }
    return efforts;
  }

  /** The codes of redemptions, by their ids. */
  private Map<String, String> codes(List<Holding> holdings) {
    var codes = new HashMap<String, String>();
    for (Holding holding : holdings) {
      for (Redemption each : holding.member().redemptions()) {
        vouchers.code(holding.programme(), each).ifPresent(code -> codes.put(each.id(), code));
      }
    }
    return codes;
  }

  /**
   * @param act {@code adjust}, {@code redeem}, {@code fulfil} or {@code undo}
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
      String notice = "notice.points.done";
      switch (act) {
        case "adjust" -> notice = adjust(request, person, named, points, reason, key);
        case "redeem" -> loyalty.redeem(person, named, reward, key, author);
        case "fulfil" -> loyalty.fulfil(person, named, redemption, key, author);
        default -> loyalty.undo(person, named, redemption, key, author);
      }
      Desk.leaveNotice(request, true, notice);
    } catch (RefusedRequest refused) {
      Desk.leaveNotice(request, false, notice(refused.problem().code()));
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.points.refused");
    }
    return Pages.seeOther("/customers/" + customer.person().id() + "/points");
  }

  private String adjust(
      HttpServletRequest request,
      CustomerId person,
      Programme programme,
      String points,
      String reason,
      String once) {
    Adjusting.Asked asked =
        adjusting.ask(person, programme, whole(points), reason, once, Asker.of(request));
    return switch (asked) {
      case Adjusting.Asked.Done _ -> "notice.points.done";
      case Adjusting.Asked.Kept(Wish wish) ->
          wish.state().over() ? "notice.adjusting.over" : "notice.points.waiting";
    };
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
      case ALREADY_FULFILLED -> "notice.points.fulfilled";
      case OUT_OF_STOCK -> "notice.points.gone";
      case LIMIT_REACHED -> "notice.points.limit";
      case NOT_FOR_THEM -> "notice.points.notforthem";
      case CODE_USED -> "notice.points.codeused";
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
