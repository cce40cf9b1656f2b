package habitue.server.loyalty.pages;

import habitue.playbook.plan.Programme;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.opening.Bringing;
import habitue.server.loyalty.opening.CheckedFile;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.DoorClosed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where a file of what people had elsewhere is looked through, and brought once it is right. */
abstract class FilePages<C extends CheckedFile> {
  private final String name;
  private final Bringing<C> bringing;
  private final Loyalty loyalty;
  private final Desk desk;
  private final Pages pages;

  /**
   * @param name of the page, and what its own words begin with
   */
  FilePages(String name, Bringing<C> bringing, Loyalty loyalty, Desk desk, Pages pages) {
    this.name = name;
    this.bringing = bringing;
    this.loyalty = loyalty;
    this.desk = desk;
    this.pages = pages;
  }

  /** A file that was looked through, in the session of who chose it until it is brought. */
  private record Kept(String hash, String programme, byte[] file) {}

  private String kept() {
    return getClass().getName() + ".file";
  }

  private ResponseEntity<String> back() {
    return Pages.seeOther("/reward/" + name);
  }

  @GetMapping
  ResponseEntity<String> form(HttpServletRequest request) {
    return show(request, null, null);
  }

  private ResponseEntity<String> show(
      HttpServletRequest request, @Nullable C checked, Bringing.@Nullable Applied<C> applied) {
    Shell shell = desk.shell(request, Place.REWARD);
    var values = new HashMap<String, Object>(Map.of("shell", shell));
    if (loyalty.programmes().isEmpty()) {
      return pages.show("reward/none", values);
    }
    values.put("programmes", loyalty.programmes());
    values.put("checked", checked);
    values.put("applied", applied);
    values.put("name", name);
    return pages.show("reward/brought", values);
  }

  @PostMapping
  ResponseEntity<String> check(
      HttpServletRequest request,
      @RequestParam(name = "programme", defaultValue = "") String programme,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    if (file == null || file.isEmpty() || loyalty.programmes().isEmpty()) {
      Desk.leaveNotice(request, false, "notice.balances.file");
      return back();
    }
    Programme asked = loyalty.programme(programme);
    byte[] bytes = file.getBytes();
    C checked = bringing.check(asked, bytes);
    HttpSession session = request.getSession();
    if (checked.right()) {
      session.setAttribute(kept(), new Kept(checked.hash(), asked.name(), bytes));
    } else {
      session.removeAttribute(kept());
    }
    return show(request, checked, null);
  }

  /**
   * @param hash of the file that was shown: another one chosen meanwhile is not brought instead
   */
  @PostMapping("/open")
  ResponseEntity<String> open(
      HttpServletRequest request, @RequestParam(name = "hash", defaultValue = "") String hash) {
    HttpSession session = request.getSession();
    if (!(session.getAttribute(kept()) instanceof Kept kept) || !kept.hash().equals(hash)) {
      Desk.leaveNotice(request, false, "notice.balances.again");
      return back();
    }
    try {
      Programme programme = loyalty.programme(kept.programme());
      return show(request, null, bringing.apply(programme, kept.file(), Desk.author(request)));
    } catch (RefusedRequest moved) {
      Desk.leaveNotice(request, false, "notice.balances.again");
    } catch (DoorClosed closed) {
      Desk.leaveNotice(request, false, "notice.balances.closed");
    }
    return back();
  }
}
