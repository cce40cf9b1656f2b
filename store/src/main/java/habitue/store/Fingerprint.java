package habitue.store;

import habitue.engine.Behaviour;
import habitue.engine.Context;
import habitue.model.Packer;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;

/** Tells engines and parameters apart that fold the same past to other states. */
final class Fingerprint {
  private final Options options;
  private final LongSupplier pastFits;

  /**
   * @param pastFits moves with every fit of the past
   */
  Fingerprint(Options options, LongSupplier pastFits) {
    this.options = options;
    this.pastFits = pastFits;
  }

  int of(Context context) {
    var versions = new Packer().unsigned(options.customers().version());
    new TreeMap<String, Behaviour<?>>(options.shared())
        .forEach((kind, behaviour) -> versions.text(kind).unsigned(behaviour.version()));
    String parameters =
        "%s %s %s %s"
            .formatted(
                context.currency(), context.zone(), context.rates(), context.playbook().hash());
    var crc = new CRC32C();
    long past = pastFits.getAsLong() + context.catalogue().restated();
    crc.update(versions.text(parameters).unsigned(past).bytes());
    return (int) crc.getValue();
  }
}
