package habitue.engine;

import habitue.engine.catalogue.Catalogue;
import habitue.model.Rates;
import habitue.playbook.Playbook;
import java.time.ZoneId;

/**
 * The brand's parameters in force.
 *
 * @param currency ISO 4217 code the brand's figures are in
 * @param playbook what the brand wrote down
 * @param fits what was fitted over the whole base, and from when on
 * @param catalogue what it sells, and from when on
 * @param ample whether every budget has enough, and nothing waits for it: in a rehearsal
 */
public record Context(
    String brand,
    String currency,
    ZoneId zone,
    Rates rates,
    Playbook playbook,
    Fits fits,
    Catalogue catalogue,
    boolean ample) {

  public Context with(Fits fresh) {
    return new Context(brand, currency, zone, rates, playbook, fresh, catalogue, ample);
  }

  public Context with(Catalogue fresh) {
    return new Context(brand, currency, zone, rates, playbook, fits, fresh, ample);
  }

  /** By another playbook, and its rates. */
  public Context with(Playbook other) {
    return new Context(brand, currency, zone, other.rates(), other, fits, catalogue, ample);
  }

  /** The same, where every budget has enough. */
  public Context withAmpleBudgets() {
    return new Context(brand, currency, zone, rates, playbook, fits, catalogue, true);
  }

  public Context(String brand, String currency, ZoneId zone, Rates rates, Playbook playbook) {
    this(brand, currency, zone, rates, playbook, Fits.NONE, Catalogue.NONE, false);
  }

  /** The parameters of a brand that wrote nothing down. */
  public Context(String brand, String currency, ZoneId zone, Rates rates) {
    this(brand, currency, zone, rates, Playbook.DEFAULT);
  }
}
