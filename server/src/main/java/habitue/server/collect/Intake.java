package habitue.server.collect;

import habitue.store.door.Arrival;
import habitue.store.door.Receipt;
import java.util.List;

/** The door, as collect needs it: returns once the arrivals are on disk, a receipt for each. */
@FunctionalInterface
public interface Intake {
  List<Receipt> accept(List<Arrival> arrivals);
}
