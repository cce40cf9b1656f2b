package habitue.server.privacy;

import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.Intake;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.List;
import org.springframework.stereotype.Component;

/** Records what people allow and object to: the one entrance, for the API and their own page. */
@Component
public final class Consenting {
  private final Intake intake;
  private final Audit audit;

  public Consenting(Intake intake, Audit audit) {
    this.intake = intake;
    this.audit = audit;
  }

  /**
   * @param command one of {@link habitue.engine.trust.ConsentCommands}
   * @param once asked again under it, nothing is done twice
   * @param author who says so: a key's name, or the customer's own page
   */
  public void ask(
      CustomerId customer,
      String command,
      String once,
      Fields details,
      Action action,
      String author) {
    var arrival = new Arrival.Command(customer, command, once, author, details);
    if (intake.accept(List.of(arrival)).getFirst()
        instanceof Receipt.Refused(String code, String field, String message)) {
      throw new RefusedRequest(Code.named(code).orElse(Code.REFUSED), message, field);
    }
    audit.record(author, action, customer.toString());
  }
}
