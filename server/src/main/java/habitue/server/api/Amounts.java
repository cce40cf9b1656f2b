package habitue.server.api;

import habitue.model.Money;

/** Amounts as they are written: decimal texts, their currency beside them. */
public final class Amounts {
  private Amounts() {}

  public static String text(Money money) {
    return money.amount().toPlainString();
  }
}
