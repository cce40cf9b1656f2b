package habitue.engine;

import habitue.model.Packer;
import habitue.model.Unpacker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Packs what states hold besides texts and instants. */
public final class Packing {
  private Packing() {}

  public static void decimal(BigDecimal number, Packer to) {
    to.signed(number.scale()).block(number.unscaledValue().toByteArray());
  }

  public static BigDecimal decimal(Unpacker from) {
    int scale = (int) from.signed();
    return new BigDecimal(new BigInteger(from.block()), scale);
  }

  public static <T> void orNull(@Nullable T value, Packer to, BiConsumer<T, Packer> write) {
    to.flag(value != null);
    if (value != null) {
      write.accept(value, to);
    }
  }

  public static <T> @Nullable T orNull(Unpacker from, Function<Unpacker, T> read) {
    return from.flag() ? read.apply(from) : null;
  }

  public static <T> void list(Collection<T> list, Packer to, BiConsumer<T, Packer> write) {
    to.unsigned(list.size());
    list.forEach(each -> write.accept(each, to));
  }

  public static <T> List<T> list(Unpacker from, Function<Unpacker, T> read) {
    int count = from.count();
    var list = new ArrayList<T>(Math.min(count, 512));
    for (int i = 0; i < count; i++) {
      list.add(read.apply(from));
    }
    return list;
  }

  public static void texts(Collection<String> texts, Packer to) {
    list(texts, to, (text, packer) -> packer.text(text));
  }

  public static List<String> texts(Unpacker from) {
    return list(from, Unpacker::text);
  }

  /** The version a part was written in: its first byte. Only known ones are read. */
  public static int version(Unpacker from, int newest) {
    int version = from.one();
    if (version < 1 || version > newest) {
      throw new IllegalStateException("a state was written by a newer version: " + version);
    }
    return version;
  }
}
