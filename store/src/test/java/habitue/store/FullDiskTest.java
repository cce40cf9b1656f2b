package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.Reality;
import habitue.model.Source;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.store.door.Arrival;
import habitue.store.door.DoorClosed;
import habitue.store.door.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database on a disk that has less left than must be spared. */
class FullDiskTest {
  private static final Source SHOP = new Source(1, "shop", Trust.SERVER, "uk", "web");
  private static final Options OPTIONS = Options.of(StoreTest.CONTEXT);

  @TempDir Path folder;

  @Test
  void nothing_is_taken_what_is_there_can_be_read_and_with_room_again_all_goes_on() {
    try (Store store = Store.open(folder, OPTIONS)) {
      assertThat(accept(store, "m1")).isInstanceOf(Receipt.Accepted.class);
      assertThat(store.settle(Duration.ofSeconds(30))).isTrue();
    }
    try (Store full = Store.open(folder, OPTIONS.sparing(Long.MAX_VALUE))) {
      assertThatExceptionOfType(DoorClosed.class)
          .isThrownBy(() -> accept(full, "m2"))
          .withMessage("The disk is nearly full; nothing was taken. Free some space.")
          .matches(shut -> shut.code().equals("storage_full"));
      List<Fields> products = List.of(Fields.of("id", Value.of("pan")));
      assertThatExceptionOfType(DoorClosed.class)
          .isThrownBy(() -> full.products().put(products, null))
          .matches(shut -> shut.code().equals("storage_full"));
      assertThat(full.status().accepted()).isEqualTo(1);
      assertThat(full.reader().resolve(new Identifier(IdentifierType.USER_ID, "u"))).isPresent();
      assertThat(full.verify().records()).isEqualTo(1);
    }
    try (Store store = Store.open(folder, OPTIONS)) {
      assertThat(accept(store, "m2")).isInstanceOf(Receipt.Accepted.class);
      assertThat(accept(store, "m1")).isInstanceOf(Receipt.Duplicate.class);
      assertThat(store.settle(Duration.ofSeconds(30))).isTrue();
      assertThat(store.status().processed()).isEqualTo(2);
    }
  }

  private static Receipt accept(Store store, String messageId) {
    Fields page = Fields.NONE.with("type", "page").with("messageId", messageId).with("userId", "u");
    var arrival = new Arrival.EventArrival(SHOP, page, Instant.now(), null, false, Reality.REAL);
    return store.door().accept(List.of(arrival)).getFirst();
  }
}
