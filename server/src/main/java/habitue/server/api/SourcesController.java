package habitue.server.api;

import habitue.model.Trust;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.KnownSource;
import habitue.server.collect.Sources;
import habitue.server.hooks.CustomerNumbers;
import habitue.server.hooks.HookKind;
import habitue.server.hooks.Hooks;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where events come from. A new source's keys are shown once. */
@RestController
@RequestMapping("/api/sources")
final class SourcesController {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?|\\*");
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{0,40}");
  private static final int LONGEST_NAME = 100;
  private static final int MOST_ORIGINS = 50;
  private static final int LONGEST_SECRET = 200;

  private final Sources sources;
  private final Hooks hooks;
  private final Audit audit;

  SourcesController(Sources sources, Hooks hooks, Audit audit) {
    this.sources = sources;
    this.hooks = hooks;
    this.audit = audit;
  }

  record SourceList(List<SourceAnswer> sources) {}

  record SourceAnswer(
      int number,
      String name,
      String kind,
      String store,
      String channel,
      List<String> origins,
      String missingConsent,
      String keyHint,
      Instant since) {
    static SourceAnswer of(KnownSource known, Optional<HookKind> hook) {
      return new SourceAnswer(
          known.source().number(),
          known.source().name(),
          hook.map(HookKind::wireName)
              .orElseGet(() -> known.source().trust().name().toLowerCase(Locale.ROOT)),
          known.source().store(),
          known.source().channel(),
          known.origins(),
          known.source().vouches() ? "given" : "refused",
          known.key().hint(),
          known.key().since());
    }
  }

  @GetMapping
  @Operation(summary = "All sources")
  SourceList sources() {
    return new SourceList(sources.all().stream().map(this::answer).toList());
  }

  private SourceAnswer answer(KnownSource known) {
    return SourceAnswer.of(known, hooks.kindOf(known.source().number()));
  }

  /**
   * @param secret what a shop signs its webhooks with, of a webhook's source only; without one it
   *     is made here
   * @param emailsVerified whether the shop vouches for every e-mail in its webhooks
   * @param customerNumbers {@code own} where a shop's numbers of customers count within its store,
   *     {@code shared} where they are the brand's
   */
  record NewSource(
      @Nullable String name,
      @Nullable String kind,
      @Nullable String store,
      @Nullable String channel,
      @Nullable List<String> origins,
      @Nullable String missingConsent,
      @Nullable String secret,
      @Nullable Boolean emailsVerified,
      @Nullable String customerNumbers) {}

  /**
   * @param writeKey shown this once; none of a webhook's source
   * @param webhook the path to send webhooks to
   * @param signingSecret what the shop's server signs userIds with; of a browser's source only
   */
  record Made(
      SourceAnswer source,
      @Nullable String writeKey,
      @Nullable String signingSecret,
      @Nullable String webhook) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a source; its keys are shown this once")
  Made make(@RequestBody NewSource asked, Principal who) {
    String name = Said.text(asked.name(), "name");
    if (name.length() > LONGEST_NAME) {
      throw new RefusedRequest(Code.BAD_REQUEST, "name has at most 100 characters", "name");
    }
    if (sources.all().stream().anyMatch(known -> known.source().name().equals(name))) {
      throw new RefusedRequest(Code.NAME_TAKEN, "there is a source of this name", "name");
    }
    Optional<HookKind> hook = HookKind.named(Said.text(asked.kind(), "kind"));
    Made made = hook.isPresent() ? webhook(name, hook.get(), asked) : keyed(name, asked);
    audit.record(who.getName(), Action.SOURCE_CREATED, name);
    return made;
  }

  private Made keyed(String name, NewSource asked) {
    Trust trust = trust(Said.text(asked.kind(), "kind"));
    Sources.Made made =
        sources.add(
            name,
            trust,
            word(asked.store(), "store"),
            word(asked.channel(), "channel"),
            origins(asked.origins()),
            new Sources.Terms(null, 0, vouches(asked.missingConsent(), trust)));
    String secret = made.source().signingSecret();
    return new Made(answer(made.source()), made.writeKey(), secret.isEmpty() ? null : secret, null);
  }

  private Made webhook(String name, HookKind kind, NewSource asked) {
    String secret = Said.optional(asked.secret(), "secret");
    if (kind == HookKind.SHOPIFY && secret.isEmpty() || secret.length() > LONGEST_SECRET) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "secret is what the shop signs with, to 200 characters", "secret");
    }
    String store = word(asked.store(), "store");
    String channel = word(asked.channel(), "channel");
    boolean vouches = asked.emailsVerified() != null && asked.emailsVerified();
    CustomerNumbers numbers = numbers(Said.optional(asked.customerNumbers(), "customerNumbers"));
    Hooks.Made made =
        hooks.add(new Hooks.Asked(name, kind, store, channel, secret, vouches, numbers));
    String fresh = made.secret().isEmpty() ? null : made.secret();
    return new Made(answer(made.source()), null, fresh, made.path());
  }

  private static @Nullable CustomerNumbers numbers(String said) {
    return said.isEmpty()
        ? null
        : CustomerNumbers.named(said)
            .orElseThrow(() ->
                new RefusedRequest(
                    Code.BAD_REQUEST, "customerNumbers is shared or own", "customerNumbers"));
  }

  private static Trust trust(String kind) {
    return switch (kind) {
      case "browser" -> Trust.BROWSER;
      case "server" -> Trust.SERVER;
      default ->
          throw new RefusedRequest(
              Code.BAD_REQUEST, "kind is browser, server, shopify, woocommerce or hook", "kind");
    };
  }

  private static boolean vouches(@Nullable String missing, Trust trust) {
    return switch (missing) {
      case null -> trust.trusted();
      case "given" -> true;
      case "refused" -> false;
      default ->
          throw new RefusedRequest(
              Code.BAD_REQUEST, "missingConsent is given or refused", "missingConsent");
    };
  }

  private static String word(@Nullable String text, String field) {
    String word = Said.optional(text, field);
    if (!WORD.matcher(word).matches()) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, field + " is a short word of a to z, 0 to 9, - and _", field);
    }
    return word;
  }

  private static List<String> origins(@Nullable List<String> origins) {
    List<String> asked = origins == null ? List.of() : origins;
    if (asked.size() > MOST_ORIGINS
        || !asked.stream().allMatch(each -> each != null && ORIGIN.matcher(each).matches())) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "an origin is like https://shop.example, without a path", "origins");
    }
    return asked;
  }
}
