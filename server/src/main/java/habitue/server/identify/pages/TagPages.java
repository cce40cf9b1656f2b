package habitue.server.identify.pages;

import habitue.model.CustomerId;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.console.view.Customer;
import habitue.server.identify.Tagging;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a colleague sets tags on someone by hand, and takes them away. */
@Controller
final class TagPages {
  private static final String ADDRESS = "/customers/{id}/tags";

  private final ConsoleData data;
  private final Tagging tagging;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  TagPages(ConsoleData data, Tagging tagging, Desk desk, Pages pages, Audit audit) {
    this.data = data;
    this.tagging = tagging;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> tags(HttpServletRequest request, @PathVariable("id") String id) {
    Customer customer = data.customer(id).orElseThrow(TagPages::nobody);
    audit.viewed(Desk.author(request), id(customer));
    Shell shell = desk.shell(request, Place.CUSTOMERS);
    return pages.show(
        "identify/tags", Map.of("shell", shell, "customer", customer, "known", tagging.known()));
  }

  /**
   * @param act {@code set} or {@code remove}
   * @param until a day, whose end is meant; blank for no end
   */
  @PostMapping(ADDRESS)
  ResponseEntity<String> change(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "act", defaultValue = "") String act,
      @RequestParam(name = "tag", defaultValue = "") String tag,
      @RequestParam(name = "until", defaultValue = "") String until,
      @RequestParam(name = "reason", defaultValue = "") String reason) {
    Customer customer = data.customer(id).orElseThrow(TagPages::nobody);
    String author = Desk.author(request);
    try {
      if (act.equals("remove")) {
        var _ = tagging.untag(id(customer), tag, author);
      } else {
        var _ = tagging.tag(id(customer), tag, until, reason.strip(), author);
      }
      Desk.leaveNotice(request, true, "notice.tags.done");
    } catch (RefusedRequest refused) {
      Desk.leaveNotice(request, false, notice(refused.problem().code()));
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.tags.refused");
    }
    return Pages.seeOther("/customers/" + customer.person().id() + "/tags");
  }

  private static String notice(Code code) {
    return switch (code) {
      case BAD_TIME, TIME_TOO_FAR_AHEAD -> "notice.tags.time";
      case SENSITIVE -> "notice.tags.sensitive";
      case NOT_TAGGED -> "notice.tags.barred";
      case UNKNOWN_TAG -> "notice.tags.unknown";
      default -> "notice.tags.refused";
    };
  }

  private static CustomerId id(Customer customer) {
    return CustomerId.parse(customer.person().id()).orElseThrow(TagPages::nobody);
  }

  private static RefusedRequest nobody() {
    return new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that");
  }
}
