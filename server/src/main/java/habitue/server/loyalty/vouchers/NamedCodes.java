package habitue.server.loyalty.vouchers;

import habitue.model.Fields;
import habitue.model.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codes that an order names: as its {@code coupon}, one or several, and its products'. */
final class NamedCodes {
  private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");
  private static final String COUPON = "coupon";
  private static final int MOST = 20;

  private NamedCodes() {}

  static List<String> of(Fields properties) {
    Stream<Fields> products =
        properties.list("products").stream()
            .filter(Fields.class::isInstance)
            .map(Fields.class::cast);
    return Stream.concat(Stream.of(properties), products)
        .flatMap(NamedCodes::coupons)
        .flatMap(BETWEEN::splitAsStream)
        .map(Vouchers::plain)
        .filter(code -> !code.isEmpty())
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Stream<String> coupons(Fields said) {
    Stream<String> several =
        said.list(COUPON).stream()
            .filter(Value.Text.class::isInstance)
            .map(each -> ((Value.Text) each).value());
    return Stream.concat(said.text(COUPON).stream(), several);
  }
}
