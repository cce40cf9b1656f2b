package habitue.server.referral;

import habitue.model.CustomerId;
import habitue.model.Strand;
import habitue.playbook.plan.Referral;
import habitue.store.Reader;
import java.util.Comparator;
import java.util.Optional;

/** What members pass on to friends. */
public final class Invitations {
  private final Reader reader;
  private final Codes codes;

  public Invitations(Reader reader, Codes codes) {
    this.reader = reader;
    this.codes = codes;
  }

  /**
   * @param link with the code; empty where the programme has none
   */
  public record Invitation(String code, String link) {}

  /** By the strand they had first, so that it stays the same whatever they go by later. */
  public Optional<Invitation> of(CustomerId id, Referral referral) {
    return reader
        .person(id)
        .flatMap(person -> person.strands().stream().min(Comparator.comparingLong(Strand::number)))
        .map(codes::of)
        .map(code -> new Invitation(code, referral.link().isEmpty() ? "" : referral.link() + code));
  }
}
