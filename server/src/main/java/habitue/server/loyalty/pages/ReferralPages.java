package habitue.server.loyalty.pages;

import habitue.engine.reward.refer.Friend;
import habitue.playbook.plan.Programme;
import habitue.server.audit.Audit;
import habitue.server.console.ConsoleData;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.view.Customer;
import habitue.server.loyalty.friends.Friends;
import habitue.server.loyalty.friends.Told;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What came of members telling friends, and what waits for a colleague. */
@Controller
public final class ReferralPages {
  private static final String ADDRESS = "/reward/referrals";
  private static final int SHOWN = 50;

  private final Friends friends;
  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  ReferralPages(Friends friends, ConsoleData data, Desk desk, Pages pages, Audit audit) {
    this.friends = friends;
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  /**
   * A referral that is held, with both.
   *
   * @param friend null where they are no more
   */
  public record Line(Told told, Customer member, @Nullable Customer friend) {}

  @GetMapping(ADDRESS)
  ResponseEntity<String> referrals(
      HttpServletRequest request,
      @RequestParam(name = "programme", required = false) @Nullable String asked) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.REWARD));
    List<Programme> offering = friends.offering();
    values.put("programmes", offering);
    Programme programme = offering.isEmpty() ? null : friends.programme(asked);
    values.put("programme", programme);
    values.put("figures", programme == null ? null : friends.figures(programme));
    List<Line> held = programme == null ? List.of() : held(programme);
    values.put("held", held);
    values.put("once", UUID.randomUUID().toString());
    if (programme != null) {
      audit.searched(Desk.author(request), false, held.size());
    }
    return pages.show("reward/referrals", values);
  }

  private List<Line> held(Programme programme) {
    var lines = new ArrayList<Line>();
    for (Told told : friends.all(Friend.State.HELD, programme, null).told()) {
      Customer member = data.customer(told.member().toString()).orElse(null);
      if (member != null && lines.size() < SHOWN) {
        lines.add(new Line(told, member, friend(told)));
      }
    }
    return lines;
  }

  private @Nullable Customer friend(Told told) {
    return told.customer() == null ? null : data.customer(told.customer().toString()).orElse(null);
  }

  /**
   * @param act {@code approve} or {@code refuse}
   * @param once the form's own number: sent twice, nothing is done twice
   */
  @PostMapping(ADDRESS)
  ResponseEntity<String> decide(
      HttpServletRequest request,
      @RequestParam(name = "id", defaultValue = "") String id,
      @RequestParam(name = "act", defaultValue = "") String act,
      @RequestParam(name = "once", defaultValue = "") String once) {
    String key = once.isBlank() || once.length() > 200 ? UUID.randomUUID().toString() : once;
    try {
      if (!List.of("approve", "refuse").contains(act)) {
        throw new RefusedRequest(Code.BAD_REQUEST, "approve or refuse is expected", "act");
      }
      friends.decide(id, act.equals("approve"), key + act, Desk.author(request));
      Desk.leaveNotice(request, true, "notice.referrals.done");
    } catch (RefusedRequest refused) {
      boolean settled = refused.problem().code() == Code.REFERRAL_SETTLED;
      Desk.leaveNotice(
          request, false, settled ? "notice.referrals.settled" : "notice.points.refused");
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.points.refused");
    }
    return Pages.seeOther(ADDRESS);
  }
}
