package habitue.warehouse.rows;

import habitue.engine.sell.orders.Bill;
import habitue.engine.sell.orders.Line;
import habitue.engine.sell.orders.OrderDocument;
import habitue.engine.sell.orders.OrderKey;
import habitue.engine.sell.orders.Sums;
import habitue.model.CustomerId;
import org.jspecify.annotations.Nullable;

/** Rows of the tables {@code orders} (without what its event says) and {@code order_items}. */
final class OrderRows {
  private static final int QUANTITY = 6;
  private static final int RATE = 12;

  private OrderRows() {}

  /** Leaves the row open, for what stands beside the document. */
  static void append(Sheet sheet, CustomerId customer, OrderDocument order) {
    named(sheet, customer, order.key());
    sheet.instant(order.placedAt()).day(order.day()).text(order.status().wireName());
    sheet.text(order.bill().currency());
    sums(sheet, order.sums());
    sheet.money(order.excess());
    billed(sheet, order.bill());
    sheet.decimal(order.rate(), RATE);
    Sums home = order.brand();
    sheet.text(home == null ? null : home.gross().currency());
    sums(sheet, home);
    sheet.number(order.lineCount()).instant(order.cancelledAt());
  }

  private static void named(Sheet sheet, CustomerId customer, OrderKey key) {
    sheet.row().text(customer.toString()).text(key.store()).text(key.id());
  }

  private static void sums(Sheet sheet, @Nullable Sums sums) {
    sheet
        .money(sums == null ? null : sums.gross())
        .money(sums == null ? null : sums.refunded())
        .money(sums == null ? null : sums.cancelled())
        .money(sums == null ? null : sums.net());
  }

  private static void billed(Sheet sheet, Bill bill) {
    sheet
        .money(bill.shipping())
        .money(bill.tax())
        .flag(bill.taxIncluded())
        .money(bill.discount())
        .money(bill.total())
        .money(bill.paidByGiftCard())
        .money(bill.paidByPoints())
        .text(bill.coupon());
  }

  static void appendLines(Sheet sheet, CustomerId customer, OrderDocument order) {
    int number = 0;
    for (Line line : order.lines()) {
      number++;
      named(sheet, customer, order.key());
      sheet.integer(number);
      append(sheet, line);
    }
  }

  private static void append(Sheet sheet, Line line) {
    sheet
        .text(line.product().id())
        .text(line.product().sku())
        .text(line.product().variant())
        .text(line.product().name())
        .text(line.product().category())
        .decimal(line.quantity(), QUANTITY)
        .decimal(line.unitPrice(), QUANTITY)
        .money(line.amount())
        .money(line.share())
        .money(line.discount())
        .money(line.tax())
        .decimal(line.refundedQuantity(), QUANTITY)
        .money(line.refunded())
        .text(line.amount().currency())
        .end();
  }
}
