package habitue.server.console;

import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.NewSource.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What comes in, from where, in which shape, and what was refused. */
@Controller
final class DataPages {
  static final List<String> KINDS = List.of("server", "browser", "shopify", "woocommerce", "hook");
  private static final NewSource NEW =
      new NewSource("", "server", "", "web", List.of(), "", "", false, "");
  private static final int REFUSALS = 20;

  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Audit audit;

  DataPages(ConsoleData data, Desk desk, Pages pages, Audit audit) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.audit = audit;
  }

  @GetMapping("/data")
  ResponseEntity<String> data(HttpServletRequest request) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.DATA));
    DataPage page = data.data();
    values.put("page", page);
    values.put("figures", Headings.data(page, data.shop()));
    values.put("counted", Headings.counted(data.shop()));
    values.put("snippets", Snippets.of(host()));
    return pages.show("data", values);
  }

  @GetMapping("/data/refused")
  ResponseEntity<String> refused(
      HttpServletRequest request,
      @RequestParam(name = "before", required = false) @Nullable String before,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
    return pages.show(
        htmx == null ? "refusals" : "data/refusals",
        Map.of(
            "shell", desk.shell(request, Place.DATA),
            "refusals", data.refusals(before, REFUSALS)));
  }

  @GetMapping("/data/sources")
  ResponseEntity<String> newSource(HttpServletRequest request) {
    return form(request, HttpStatus.OK, NEW, null);
  }

  /** The key is in this one answer and in no address, log or second look. */
  @PostMapping("/data/sources")
  ResponseEntity<String> addSource(
      HttpServletRequest request,
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "kind", defaultValue = "server") String kind,
      @RequestParam(name = "store", defaultValue = "") String store,
      @RequestParam(name = "channel", defaultValue = "") String channel,
      @RequestParam(name = "origins", defaultValue = "") String origins,
      @RequestParam(name = "missing", defaultValue = "") String missing,
      @RequestParam(name = "secret", defaultValue = "") String secret,
      @RequestParam(name = "emails", defaultValue = "false") boolean emails,
      @RequestParam(name = "numbers", defaultValue = "") String numbers) {
    var source =
        new NewSource(
            name.strip(),
            kind,
            store.strip(),
            channel.strip(),
            listed(origins),
            missing.strip(),
            secret.strip(),
            emails,
            numbers.strip());
    if (source.name().isEmpty()) {
      return form(request, HttpStatus.BAD_REQUEST, source, new Answer.Refused("name", "missing"));
    }
    return switch (data.addSource(source, Desk.author(request))) {
      case Answer.Refused refused -> form(request, HttpStatus.BAD_REQUEST, source, refused);
      case Answer.Created created -> {
        audit.record(Desk.author(request), Action.SOURCE_CREATED, created.source().name());
        Map<String, Object> values =
            Map.of(
                "shell", desk.shell(request, Place.DATA),
                "created", created,
                "snippets", Snippets.of(host()));
        yield pages.show(HttpStatus.CREATED, "created", values);
      }
      case Answer.Listening listening -> {
        audit.record(Desk.author(request), Action.SOURCE_CREATED, listening.source().name());
        Map<String, Object> values =
            Map.of(
                "shell",
                desk.shell(request, Place.DATA),
                "listening",
                listening,
                "address",
                host() + listening.path());
        yield pages.show(HttpStatus.CREATED, "listening", values);
      }
    };
  }

  private ResponseEntity<String> form(
      HttpServletRequest request,
      HttpStatus status,
      NewSource source,
      Answer.@Nullable Refused refused) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.DATA));
    values.put("source", source);
    values.put("kinds", KINDS);
    values.put("stores", data.shop().stores());
    values.put("refused", refused);
    return pages.show(status, "source", values);
  }

  private static List<String> listed(String origins) {
    return Arrays.stream(origins.split("[\\s,]+")).filter(origin -> !origin.isEmpty()).toList();
  }

  /** How this reader reached us, which is how their programs on this machine would. */
  private static String host() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
  }
}
