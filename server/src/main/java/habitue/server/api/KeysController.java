package habitue.server.api;

import habitue.server.keys.AskedKey;
import habitue.server.keys.KeyKind;
import habitue.server.keys.Keys;
import habitue.server.keys.KnownKey;
import habitue.server.security.Key;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys of every kind. A secret is in the one answer that makes it. */
@RestController
@RequestMapping("/api/keys")
final class KeysController {
  private final Keys keys;

  KeysController(Keys keys) {
    this.keys = keys;
  }

  record KeyList(List<KeyAnswer> keys) {}

  /**
   * @param until when it ends, because a newer one took its place
   */
  record SecretAnswer(String hint, @Nullable Instant until) {
    static SecretAnswer of(Key.Secret secret) {
      return new SecretAnswer(secret.hint(), secret.until());
    }
  }

  record KeyAnswer(
      String id,
      String name,
      String kind,
      List<String> scopes,
      List<String> stores,
      String channel,
      List<String> origins,
      List<SecretAnswer> secrets,
      int rate,
      Instant since,
      @Nullable Instant expires,
      @Nullable Instant revoked,
      @Nullable Instant lastUse) {
    static KeyAnswer of(KnownKey known) {
      return new KeyAnswer(
          known.id(),
          known.name(),
          known.kind().wireName(),
          known.scopes(),
          known.stores(),
          known.channel(),
          known.origins(),
          known.key().secrets().stream().map(SecretAnswer::of).toList(),
          known.rate(),
          known.key().since(),
          known.key().expires(),
          known.key().revoked(),
          known.lastUse());
    }
  }

  /**
   * @param signingSecret what the shop's server signs userIds with; of a browser's key only
   */
  record Made(KeyAnswer key, String secret, @Nullable String signingSecret) {
    static Made of(Keys.Made made) {
      String signing = made.signingSecret();
      boolean browser = made.key().kind() == KeyKind.BROWSER;
      return new Made(KeyAnswer.of(made.key()), made.secret(), browser ? signing : null);
    }
  }

  record NewKey(
      @Nullable String name,
      @Nullable String kind,
      @Nullable List<@Nullable String> scopes,
      @Nullable List<@Nullable String> stores,
      @Nullable String channel,
      @Nullable List<@Nullable String> origins,
      @Nullable String expires,
      @Nullable Integer rate) {}

  record Origins(@Nullable List<@Nullable String> origins) {}

  record Rotation(@Nullable String until) {}

  @GetMapping
  @Operation(summary = "All keys, without their secrets")
  KeyList keys() {
    return new KeyList(keys.all().stream().map(KeyAnswer::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a key; its secret is shown this once")
  Made make(@RequestBody NewKey asked, HttpServletRequest request) {
    String kind = Said.text(asked.kind(), "kind");
    var key =
        new AskedKey(
            Said.text(asked.name(), "name"),
            KeyKind.named(kind).orElseThrow(() -> bad("kind", "kind is server, browser or api")),
            listed(asked.scopes(), "scopes"),
            listed(asked.stores(), "stores"),
            Said.optional(asked.channel(), "channel"),
            listed(asked.origins(), "origins"),
            instant(asked.expires(), "expires"),
            asked.rate() == null ? 0 : asked.rate());
    return Made.of(keys.make(key, author(request)));
  }

  @PostMapping("/{id}/rotate")
  @Operation(summary = "Give a key a new secret; the one before is valid until a stated time")
  Made rotate(
      @PathVariable("id") String id,
      @RequestBody(required = false) @Nullable Rotation asked,
      HttpServletRequest request) {
    Instant until = asked == null ? null : instant(asked.until(), "until");
    return Made.of(keys.rotate(id, until, author(request)));
  }

  @PutMapping("/{id}/origins")
  @Operation(summary = "Say anew which web sites' pages may use a browser's key")
  KeyAnswer change(
      @PathVariable("id") String id, @RequestBody Origins asked, HttpServletRequest request) {
    if (asked.origins() == null) {
      throw bad("origins", "origins is a list of texts");
    }
    return KeyAnswer.of(keys.change(id, listed(asked.origins(), "origins"), author(request)));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "End a key at once")
  KeyAnswer revoke(@PathVariable("id") String id, HttpServletRequest request) {
    return KeyAnswer.of(keys.revoke(id, author(request)));
  }

  private static List<String> listed(@Nullable List<@Nullable String> texts, String field) {
    if (texts == null) {
      return List.of();
    }
    if (texts.stream().anyMatch(Objects::isNull)) {
      throw bad(field, field + " is a list of texts");
    }
    return texts.stream().map(Objects::requireNonNull).distinct().toList();
  }

  private static @Nullable Instant instant(@Nullable String text, String field) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException unreadable) {
      throw bad(field, field + " is a time like 2027-01-31T00:00:00Z");
    }
  }

  private static String author(HttpServletRequest request) {
    return Objects.requireNonNull(request.getUserPrincipal(), "a key").getName();
  }

  private static RefusedRequest bad(String field, String detail) {
    return new RefusedRequest(Code.BAD_REQUEST, detail, field);
  }
}
