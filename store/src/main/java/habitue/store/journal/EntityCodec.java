package habitue.store.journal;

import habitue.model.CustomerId;
import habitue.model.EntityId;
import habitue.model.Packer;
import habitue.model.SharedId;
import habitue.model.Unpacker;

/** Packs whom something is for: customers as their number, what is shared by kind and name. */
public final class EntityCodec {
  private EntityCodec() {}

  public static void write(EntityId id, Packer to) {
    switch (id) {
      case CustomerId(long number) -> to.unsigned(number);
      case SharedId(String kind, String name) -> to.unsigned(0).text(kind).text(name);
    }
  }

  public static EntityId read(Unpacker from) {
    long number = from.unsigned();
    return number != 0 ? new CustomerId(number) : new SharedId(from.text(), from.text());
  }
}
