package habitue.server.api.rules;

import habitue.engine.customer.CustomerState;
import habitue.model.CustomerId;
import habitue.model.Value;
import habitue.server.api.Finder;
import habitue.server.api.Said;
import habitue.server.audit.Audit;
import habitue.server.identify.Questioning;
import habitue.server.wire.Code;
import habitue.server.wire.Later;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a customer is asked, and their answers. */
@RestController
@RequestMapping("/api/customers/{ref}")
final class QuestionsController {
  private final Finder finder;
  private final Questioning questioning;
  private final Audit audit;

  QuestionsController(Finder finder, Questioning questioning, Audit audit) {
    this.finder = finder;
    this.questioning = questioning;
    this.audit = audit;
  }

  @GetMapping("/questions")
  @Operation(summary = "What a customer is asked, and what they answered")
  QuestionsAnswer questions(@PathVariable("ref") String ref, Principal who) {
    CustomerId id = finder.find(ref);
    audit.viewed(who.getName(), id);
    return answer(id, null);
  }

  /**
   * @param about as the question says it; not there for one that is about nothing
   * @param answer one of the question's answers, or a text, number or day
   */
  record NewAnswer(
      @Nullable String question,
      @Nullable String about,
      @Schema(types = {"string", "number"}) @Nullable Object answer) {}

  @PostMapping("/answers")
  @Operation(summary = "Record what a customer answered")
  ResponseEntity<QuestionsAnswer> say(
      @PathVariable("ref") String ref,
      @RequestBody NewAnswer said,
      @RequestHeader(name = Said.KEY, required = false) @Nullable String key,
      Principal who) {
    CustomerId id = finder.find(ref);
    var given =
        new Questioning.Given(
            Said.text(said.question(), "question"),
            Said.optional(said.about(), "about"),
            value(said.answer()));
    Receipt.Accepted accepted = questioning.answer(id, given, Said.once(key), who.getName());
    CustomerId now = finder.find(id.toString());
    if (!Later.is(accepted)) {
      return ResponseEntity.ok(answer(now, null));
    }
    URI place = Later.place(id, accepted);
    return ResponseEntity.accepted().location(place).body(answer(now, place.toString()));
  }

  private static Value value(@Nullable Object said) {
    return switch (said) {
      case String text -> Value.of(Said.text(text, "answer"));
      case Double number when !Double.isFinite(number) ->
          throw new RefusedRequest(Code.BAD_REQUEST, "answer is too large a number", "answer");
      case Number number -> Value.of(new BigDecimal(number.toString()));
      case null -> throw new RefusedRequest(Code.MISSING_FIELD, "answer is needed", "answer");
      default -> throw new RefusedRequest(Code.BAD_REQUEST, "answer is a text or number", "answer");
    };
  }

  private QuestionsAnswer answer(CustomerId id, @Nullable String pending) {
    CustomerState state = finder.person(id).state();
    return new QuestionsAnswer(
        questioning.open(state).stream().map(QuestionsAnswer.Open::of).toList(),
        questioning.answered(state).stream().map(QuestionsAnswer.Answered::of).toList(),
        pending);
  }
}
