package habitue.app.demo;

/** What a line is about. All but {@link #GOODS} travel as an order's extras, not as products. */
enum LineKind {
  GOODS,
  SHIPPING,
  FEE,
  DISCOUNT,
  SAMPLE,
  MANUAL,
  BAD_DEBT,
  STOCK;

  static LineKind of(Invoice invoice, Line line) {
    if (invoice.stockMovement()) {
      return STOCK;
    }
    return switch (line.product()) {
      case "POST", "DOT", "C2", "23444" -> SHIPPING; // postage, carriage, next day carriage
      case "AMAZONFEE", "BANK CHARGES", "CRUK" -> FEE;
      case "D" -> DISCOUNT;
      case "S" -> SAMPLE;
      case "M" -> MANUAL;
      case "B" -> BAD_DEBT;
      default -> GOODS;
    };
  }
}
