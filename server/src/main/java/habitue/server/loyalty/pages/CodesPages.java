package habitue.server.loyalty.pages;

import habitue.playbook.plan.Programme;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.opening.CheckedCodes;
import habitue.server.loyalty.opening.Codes;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where a file of codes from elsewhere is looked through, and brought once it is right. */
@Controller
final class CodesPages {
  private static final String ADDRESS = "/reward/codes";
  private static final String KEPT = CodesPages.class.getName() + ".file";

  private final Loyalty loyalty;
  private final Codes codes;
  private final Desk desk;
  private final Pages pages;

  CodesPages(Loyalty loyalty, Codes codes, Desk desk, Pages pages) {
    this.loyalty = loyalty;
    this.codes = codes;
    this.desk = desk;
    this.pages = pages;
  }

  /** A file that was looked through, in the session of who chose it until it is opened. */
  private record Kept(String hash, String programme, byte[] file) {}

  @GetMapping(ADDRESS)
  ResponseEntity<String> form(HttpServletRequest request) {
    return show(request, null, null);
  }

  private ResponseEntity<String> show(
      HttpServletRequest request, @Nullable CheckedCodes checked, Codes.@Nullable Applied applied) {
    Shell shell = desk.shell(request, Place.REWARD);
    var values = new HashMap<String, Object>(Map.of("shell", shell));
    if (loyalty.programmes().isEmpty()) {
      return pages.show("reward/none", values);
    }
    values.put("programmes", loyalty.programmes());
    values.put("checked", checked);
    values.put("applied", applied);
    return pages.show("reward/codes", values);
  }

  @PostMapping(ADDRESS)
  ResponseEntity<String> check(
      HttpServletRequest request,
      @RequestParam(name = "programme", defaultValue = "") String programme,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    if (file == null || file.isEmpty() || loyalty.programmes().isEmpty()) {
      Desk.leaveNotice(request, false, "notice.balances.file");
      return Pages.seeOther(ADDRESS);
    }
    Programme asked = loyalty.programme(programme);
    byte[] bytes = file.getBytes();
    CheckedCodes checked = codes.check(asked, bytes);
    HttpSession session = request.getSession();
    if (checked.right()) {
      session.setAttribute(KEPT, new Kept(checked.hash(), asked.name(), bytes));
    } else {
      session.removeAttribute(KEPT);
    }
    return show(request, checked, null);
  }

  /**
   * @param hash of the file that was shown: another one chosen meanwhile is not opened instead
   */
  @PostMapping(ADDRESS + "/open")
  ResponseEntity<String> open(
      HttpServletRequest request, @RequestParam(name = "hash", defaultValue = "") String hash) {
    HttpSession session = request.getSession();
    if (!(session.getAttribute(KEPT) instanceof Kept kept) || !kept.hash().equals(hash)) {
      Desk.leaveNotice(request, false, "notice.balances.again");
      return Pages.seeOther(ADDRESS);
    }
    try {
      Programme programme = loyalty.programme(kept.programme());
      Codes.Applied applied = codes.apply(programme, kept.file(), Desk.author(request));
      return show(request, null, applied);
    } catch (RefusedRequest moved) {
      Desk.leaveNotice(request, false, "notice.balances.again");
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.balances.closed");
    }
    return Pages.seeOther(ADDRESS);
  }
}
