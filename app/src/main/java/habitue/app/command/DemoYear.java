package habitue.app.command;

import habitue.app.demo.DemoShop;
import habitue.app.demo.Shift;
import habitue.app.load.Refused;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The year that a folder of the demo shows, chosen when it was made and kept with its data, and the
 * time that goes with it: today's where the shop's year was moved up to today, else that of the
 * evening after its last order.
 */
final class DemoYear implements InstantSource {
  private static final String SETTING = "demo";

  private final DemoShop shop;
  private final boolean original;
  private volatile Shift shift = Shift.NONE;

  /**
   * @param original whether the dates as published were asked for
   */
  DemoYear(DemoShop shop, boolean original) {
    this.shop = shop;
    this.original = original;
  }

  /** Goes by what a folder shows; chooses for a new one. */
  void choose(Settings settings) {
    Fields before = settings.find(SETTING).orElse(Fields.NONE);
    Optional<Shift> kept = before.number("weeks").map(weeks -> new Shift(weeks.intValueExact()));
    if (original && kept.isPresent() && !kept.get().equals(Shift.NONE)) {
      throw new Refused(
          "This folder shows the demo with its dates moved up to today, for good."
              + " Leave out --original-dates, or name another folder with --data.");
    }
    shift = kept.orElseGet(() -> original ? Shift.NONE : shop.shiftTo(Instant.now()));
    settings.put(
        SETTING,
        before.with("weeks", shift.weeks()).with("last_order", shop.lastOrder(shift).toString()));
  }

  Shift shift() {
    return shift;
  }

  @Override
  public Instant instant() {
    return shift.equals(Shift.NONE) ? shop.midnight(shift) : Instant.now();
  }

  boolean loaded(Settings settings) {
    return settings.find(SETTING).flatMap(said -> said.flag("loaded")).orElse(false);
  }

  void markLoaded(Settings settings) {
    Fields chosen = settings.find(SETTING).orElse(Fields.NONE);
    settings.put(SETTING, chosen.with("loaded", Value.of(true)));
  }
}
