package habitue.app.command;

import habitue.app.house.Brand;
import habitue.store.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command says of the brand: it is kept with the data. */
final class BrandOptions {
  @Option(names = "--brand", description = "The brand's name; kept with the data.")
  private @Nullable String brand;

  @Option(names = "--currency", description = "The brand's currency, such as EUR; kept.")
  private @Nullable String currency;

  @Option(names = "--timezone", description = "The brand's time zone, such as Europe/Paris; kept.")
  private @Nullable String zone;

  /** What the data knows, with what was said anew. */
  Brand of(Settings settings) {
    return Brand.of(settings).changed(brand, currency, zone);
  }
}
