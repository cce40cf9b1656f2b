package habitue.server.api;

import habitue.outreach.webhook.DeadLetter;
import habitue.outreach.webhook.Progress;
import habitue.outreach.webhook.TargetRefused;
import habitue.outreach.webhook.Webhook;
import habitue.outreach.webhook.Webhooks;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where facts are sent, how that goes, and what was given up. */
@RestController
@RequestMapping("/api/webhooks")
final class WebhooksController {
  private static final int MOST_LISTED = 100;
  private static final int LONGEST = 255;

  private final Webhooks webhooks;
  private final Audit audit;

  WebhooksController(Webhooks webhooks, Audit audit) {
    this.webhooks = webhooks;
    this.audit = audit;
  }

  record WebhookList(List<WebhookAnswer> webhooks) {}

  /**
   * @param failingSince since when the batch that is due fails
   * @param failures how often in a row
   * @param error why the last delivery failed
   */
  record WebhookAnswer(
      String id,
      String url,
      List<String> types,
      List<String> stores,
      Instant since,
      @Nullable Instant lastDelivery,
      @Nullable Instant failingSince,
      int failures,
      @Nullable String error,
      int deadLetters) {
    static WebhookAnswer of(Webhooks.State state) {
      Webhook webhook = state.webhook();
      Progress progress = state.progress();
      return new WebhookAnswer(
          webhook.id(),
          webhook.url().toString(),
          webhook.types().stream().sorted().toList(),
          webhook.stores().stream().sorted().toList(),
          webhook.since(),
          progress.delivered(),
          progress.failingSince(),
          progress.failures(),
          progress.error().isEmpty() ? null : progress.error(),
          state.deadLetters());
    }
  }

  record NewWebhook(
      @Nullable String url,
      @Nullable List<@Nullable String> types,
      @Nullable List<@Nullable String> stores) {}

  /**
   * @param secret what deliveries are signed with; shown this once
   */
  record Made(WebhookAnswer webhook, String secret) {}

  record Letters(List<Letter> deadLetters) {}

  /**
   * @param queued whether it is about to be sent again
   */
  record Letter(int number, int facts, Instant since, String error, boolean queued) {
    static Letter of(DeadLetter letter) {
      return new Letter(
          letter.number(), letter.facts(), letter.since(), letter.error(), letter.asked());
    }
  }

  /**
   * @param deadLetter the number of one; all when it is left out
   */
  record Replay(@Nullable Integer deadLetter) {}

  record Queued(int queued) {}

  @GetMapping
  @Operation(summary = "All webhooks and how they do")
  WebhookList webhooks() {
    return new WebhookList(webhooks.all().stream().map(WebhookAnswer::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Send facts to an address from now on; its secret is shown this once")
  Made add(@RequestBody NewWebhook asked, HttpServletRequest request) {
    try {
      Webhook made =
          webhooks.add(
              url(Said.text(asked.url(), "url")),
              listed(asked.types(), "types"),
              listed(asked.stores(), "stores"));
      audit.record(author(request), Action.WEBHOOK_CHANGED, made.id());
      return new Made(WebhookAnswer.of(find(made.id())), made.secret());
    } catch (TargetRefused refused) {
      throw new RefusedRequest(
          Code.TARGET_NOT_ALLOWED, String.valueOf(refused.getMessage()), "url");
    }
  }

  @GetMapping("/{id}")
  @Operation(summary = "One webhook")
  WebhookAnswer webhook(@PathVariable("id") String id) {
    return WebhookAnswer.of(find(id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Send nothing there any more")
  void remove(@PathVariable("id") String id, HttpServletRequest request) {
    if (!webhooks.remove(id)) {
      throw unknown();
    }
    audit.record(author(request), Action.WEBHOOK_CHANGED, id);
  }

  @GetMapping("/{id}/dead-letters")
  @Operation(summary = "Batches that were given up")
  Letters deadLetters(@PathVariable("id") String id) {
    find(id);
    return new Letters(webhooks.deadLetters(id).stream().map(Letter::of).toList());
  }

  @PostMapping("/{id}/dead-letters/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Send dead letters again")
  Queued replay(
      @PathVariable("id") String id,
      @RequestBody(required = false) @Nullable Replay asked,
      HttpServletRequest request) {
    find(id);
    Integer number = asked == null ? null : asked.deadLetter();
    int queued = webhooks.replay(id, number == null ? 0 : number);
    audit.record(author(request), Action.REPLAY, id);
    return new Queued(queued);
  }

  private Webhooks.State find(String id) {
    return webhooks.find(id).orElseThrow(WebhooksController::unknown);
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(Code.UNKNOWN_WEBHOOK, "no webhook has this id");
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      throw new RefusedRequest(Code.BAD_REQUEST, "url is an address such as https://…", "url");
    }
  }

  private static Set<String> listed(@Nullable List<@Nullable String> texts, String field) {
    var listed = new TreeSet<String>();
    for (String text : texts == null ? List.<@Nullable String>of() : texts) {
      if (text == null || text.isBlank() || text.length() > LONGEST) {
        throw new RefusedRequest(Code.BAD_REQUEST, field + " is a list of names", field);
      }
      listed.add(text);
    }
    if (listed.size() > MOST_LISTED) {
      throw new RefusedRequest(Code.BAD_REQUEST, field + " has at most 100 names", field);
    }
    return listed;
  }

  private static String author(HttpServletRequest request) {
    return Objects.requireNonNull(request.getUserPrincipal(), "a key").getName();
  }
}
