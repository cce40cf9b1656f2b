package habitue.server.identify.pages;

import habitue.playbook.plan.Plan;
import habitue.server.audience.Audiences;
import habitue.server.audience.Format;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Files of a segment's people, and how many agreed to be in them. */
@Controller
final class AudiencePages {
  private static final String ADDRESS = "/identify/segments/{name}/audience";

  private final Audiences audiences;
  private final Store store;
  private final Desk desk;
  private final Pages pages;

  AudiencePages(Audiences audiences, Store store, Desk desk, Pages pages) {
    this.audiences = audiences;
    this.store = store;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> audience(HttpServletRequest request, @PathVariable String name) {
    Shell shell = desk.shell(request, Place.IDENTIFY);
    Plan.Segment segment =
        store.context().playbook().plan().segments().stream()
            .filter(each -> each.named().name().equals(name))
            .findFirst()
            .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_SEGMENT, "no such segment"));
    return pages.show(
        "identify/audience",
        Map.of(
            "shell",
            shell,
            "name",
            name,
            "label",
            segment.named().label().getOrDefault(shell.words().language().tag(), name),
            "estimate",
            audiences.estimate(name, Format.META)));
  }

  /** With the details of everyone: its route opens to fewer. */
  @GetMapping(ADDRESS + "/csv")
  void readable(HttpServletRequest request, @PathVariable String name, HttpServletResponse response)
      throws IOException {
    audiences.send(name, Format.CSV, Desk.author(request), response);
  }

  @GetMapping(ADDRESS + "/{format}")
  void hashed(
      HttpServletRequest request,
      @PathVariable String name,
      @PathVariable String format,
      HttpServletResponse response)
      throws IOException {
    Format known =
        Format.named(format)
            .filter(Format::leaves)
            .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_CALL, "no such file"));
    audiences.send(name, known, Desk.author(request), response);
  }
}
