package habitue.server.api.loyalty;

import habitue.model.CustomerId;
import habitue.server.api.Finder;
import habitue.server.audit.Audit;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.cards.Cards;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What members show at the till. */
@RestController
final class CardController {
  private final Finder finder;
  private final Cards cards;
  private final Loyalty loyalty;
  private final Audit audit;

  CardController(Finder finder, Cards cards, Loyalty loyalty, Audit audit) {
    this.loyalty = loyalty;
    this.finder = finder;
    this.cards = cards;
    this.audit = audit;
  }

  /**
   * @param qr the number as a QR code, an SVG
   */
  record Card(String number, String qr) {}

  @GetMapping("/api/customers/{ref}/card")
  @Operation(summary = "A member's card number, and its QR code")
  Card card(@PathVariable("ref") String ref, Principal who) {
    CustomerId id = finder.find(ref);
    audit.viewed(who.getName(), id);
    return cards
        .of(id)
        .map(card -> new Card(card.number(), card.picture().svg()))
        .orElseThrow(() ->
            new RefusedRequest(Code.NO_CARD, "they take part in no loyalty programme" + why(id)));
  }

  /** Of each programme, as {@code GET …/points} says it. */
  private String why(CustomerId id) {
    String why =
        loyalty.absences(id).stream()
            .map(each -> each.programme().name() + " " + each.why().wireName())
            .collect(Collectors.joining(", "));
    return why.isEmpty() ? "" : ": " + why;
  }
}
