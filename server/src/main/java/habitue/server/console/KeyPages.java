package habitue.server.console;

import habitue.server.keys.AskedKey;
import habitue.server.keys.KeyKind;
import habitue.server.keys.Keys;
import habitue.server.keys.KnownKey;
import habitue.server.security.Scope;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keys: who may send and ask, and until when. A secret is in one answer and in no second look. */
@Controller
@RequestMapping("/settings/keys")
final class KeyPages {
  static final List<String> SCOPES = Arrays.stream(Scope.values()).map(Scope::wireName).toList();
  static final List<Integer> OVERLAPS = List.of(0, 1, 24, 168, 720);

  private final Keys keys;
  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;

  KeyPages(Keys keys, ConsoleData data, Desk desk, Pages pages) {
    this.keys = keys;
    this.data = data;
    this.desk = desk;
    this.pages = pages;
  }

  @GetMapping
  ResponseEntity<String> keys(HttpServletRequest request) {
    Instant now = data.shop().now();
    List<KnownKey> all = keys.all();
    return pages.show(
        "keys",
        Map.of(
            "shell", desk.shell(request, Place.SETTINGS),
            "open", all.stream().filter(key -> !key.over(now)).toList(),
            "over", all.stream().filter(key -> key.over(now)).toList()));
  }

  @GetMapping("/new")
  ResponseEntity<String> form(HttpServletRequest request) {
    return form(request, HttpStatus.OK, new KeyForm("", "api", "", "", "", "", "", List.of()), "");
  }

  @PostMapping
  ResponseEntity<String> make(
      HttpServletRequest request,
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "kind", defaultValue = "api") String kind,
      @RequestParam(name = "stores", defaultValue = "") String stores,
      @RequestParam(name = "origins", defaultValue = "") String origins,
      @RequestParam(name = "channel", defaultValue = "") String channel,
      @RequestParam(name = "expires", defaultValue = "") String expires,
      @RequestParam(name = "rate", defaultValue = "") String rate,
      @RequestParam(name = "scope", defaultValue = "") List<String> scopes) {
    var form = new KeyForm(name.strip(), kind, stores, origins, channel, expires, rate, scopes);
    try {
      Keys.Made made = keys.make(asked(form), Desk.author(request));
      return made(request, HttpStatus.CREATED, made);
    } catch (RefusedRequest refused) {
      return form(request, HttpStatus.BAD_REQUEST, form, fault(refused));
    }
  }

  @GetMapping("/{id}")
  ResponseEntity<String> key(HttpServletRequest request, @PathVariable("id") String id) {
    try {
      KnownKey key = keys.find(id);
      return key(request, HttpStatus.OK, key, String.join("\n", key.origins()), "");
    } catch (RefusedRequest unknown) {
      return ResponseEntity.notFound().build();
    }
  }

  private ResponseEntity<String> key(
      HttpServletRequest request, HttpStatus status, KnownKey key, String origins, String fault) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.SETTINGS));
    values.put("key", key);
    values.put("now", data.shop().now());
    values.put("overlaps", OVERLAPS);
    values.put("origins", origins);
    values.put("fault", fault);
    return pages.show(status, "key", values);
  }

  @PostMapping("/{id}/origins")
  ResponseEntity<String> change(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "origins", defaultValue = "") String origins) {
    try {
      List<String> said = words(origins).stream().distinct().toList();
      KnownKey changed = keys.change(id, said, Desk.author(request));
      Desk.leaveNotice(request, true, "key.changed", changed.name());
      return Pages.seeOther("/settings/keys/" + changed.id());
    } catch (RefusedRequest refused) {
      return refused.problem().field().equals("origins")
          ? key(request, HttpStatus.BAD_REQUEST, keys.find(id), origins, "origins")
          : ResponseEntity.notFound().build();
    }
  }

  @PostMapping("/{id}/rotate")
  ResponseEntity<String> rotate(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "hours", defaultValue = "24") int hours) {
    Instant until = data.shop().now().plus(Duration.ofHours(OVERLAPS.contains(hours) ? hours : 24));
    try {
      return made(request, HttpStatus.OK, keys.rotate(id, until, Desk.author(request)));
    } catch (RefusedRequest unknown) {
      return ResponseEntity.notFound().build();
    }
  }

  @PostMapping("/{id}/revoke")
  ResponseEntity<String> revoke(HttpServletRequest request, @PathVariable("id") String id) {
    try {
      KnownKey key = keys.revoke(id, Desk.author(request));
      Desk.leaveNotice(request, true, "keys.revoked", key.name());
      return Pages.seeOther("/settings/keys");
    } catch (RefusedRequest unknown) {
      return ResponseEntity.notFound().build();
    }
  }

  private ResponseEntity<String> made(
      HttpServletRequest request, HttpStatus status, Keys.Made made) {
    return pages.show(
        status, "keymade", Map.of("shell", desk.shell(request, Place.SETTINGS), "made", made));
  }

  private ResponseEntity<String> form(
      HttpServletRequest request, HttpStatus status, KeyForm form, String fault) {
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.SETTINGS));
    values.put("form", form);
    values.put("kinds", Arrays.stream(KeyKind.values()).map(KeyKind::wireName).toList());
    values.put("scopes", SCOPES);
    values.put("fault", fault);
    return pages.show(status, "newkey", values);
  }

  private static String fault(RefusedRequest refused) {
    return switch (refused.problem().code()) {
      case NAME_TAKEN -> "taken";
      case TOO_MANY_KEYS -> "many";
      default -> refused.problem().field();
    };
  }

  private AskedKey asked(KeyForm form) {
    boolean machine = form.kind().equals("api");
    return new AskedKey(
        form.name(),
        KeyKind.named(form.kind()).orElseThrow(() -> bad("kind")),
        machine ? form.scopes().stream().filter(scope -> !scope.isEmpty()).toList() : List.of(),
        words(form.stores()),
        machine ? "" : form.channel(),
        form.kind().equals("browser") ? words(form.origins()) : List.of(),
        day(form.expires()),
        form.rate().isBlank() ? 0 : number(form.rate().strip()));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
  }

  private @Nullable Instant day(String text) {
    try {
      return text.isBlank()
          ? null
          : LocalDate.parse(text.strip()).atStartOfDay(data.shop().zone()).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw bad("expires");
    }
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,7}")) {
      throw bad("rate");
    }
    return Integer.parseInt(text);
  }

  private static RefusedRequest bad(String field) {
    return new RefusedRequest(Code.BAD_REQUEST, field + " is not as expected", field);
  }
}
