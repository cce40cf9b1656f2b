package habitue.app.house;

import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.JournalRecord;
import habitue.store.Store;
import habitue.warehouse.Past;
import java.util.List;
import java.util.function.Consumer;

/** All that ever was, as the store has it, for tables made anew. */
final class StorePast implements Past {
  private final Store store;

  StorePast(Store store) {
    this.store = store;
  }

  @Override
  public long count() {
    return store.status().customers();
  }

  @Override
  public void records(int slot, Consumer<JournalRecord> to) {
    store.reader().records(slot, 0, to);
  }

  @Override
  public void customers(Consumer<CustomerId> to) {
    store.reader().customers(to);
  }

  @Override
  public List<Fact> facts(CustomerId customer) {
    return store.reader().restated(customer).facts();
  }
}
