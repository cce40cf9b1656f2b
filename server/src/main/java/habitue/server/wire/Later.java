package habitue.server.wire;

import habitue.model.CustomerId;
import habitue.store.door.Receipt;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** What was taken of a customer, and is done later. */
public final class Later {
  private Later() {}

  /** Whether it is not done yet. */
  public static boolean is(Receipt.Accepted accepted) {
    return accepted.outcome().text("status").filter("pending"::equals).isPresent();
  }

  /** That it is not done yet, and where one can look. */
  public static <T> ResponseEntity<T> answer(CustomerId id, Receipt.Accepted accepted) {
    return ResponseEntity.accepted().location(place(id, accepted)).build();
  }

  /** Where one can look whether it is. */
  public static URI place(CustomerId id, Receipt.Accepted accepted) {
    return URI.create("/api/customers/%s/commands/%d".formatted(id, accepted.position()));
  }
}
