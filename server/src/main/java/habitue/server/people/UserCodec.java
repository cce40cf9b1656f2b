package habitue.server.people;

import habitue.model.Fields;
import habitue.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Accounts as the settings keep them. */
final class UserCodec {
  private UserCodec() {}

  static Fields write(User user) {
    Instant seen = user.lastSignIn();
    return Fields.NONE
        .with("email", user.email())
        .with("subject", user.subject())
        .with("role", user.role().wireName())
        .with("disabled", Value.of(user.disabled()))
        .with("password", user.password().hash())
        .with("temporary", Value.of(user.password().temporary()))
        .with("totp", user.factor().secret())
        .with("totp_step", user.factor().lastStep())
        .with("recovery", codes(user.factor().recovery()))
        .with("epoch", user.epoch())
        .with("since", user.since().toString())
        .with("last_sign_in", seen == null ? "" : seen.toString());
  }

  private static Value codes(List<String> codes) {
    return new Value.Many(codes.stream().map(Value::of).map(Value.class::cast).toList());
  }

  static User read(String name, Fields said) {
    String seen = text(said, "last_sign_in");
    return new User(
        name,
        text(said, "email"),
        text(said, "subject"),
        Role.named(text(said, "role")).orElse(Role.VIEWER),
        flag(said, "disabled"),
        new User.Password(text(said, "password"), flag(said, "temporary")),
        factor(said),
        (int) number(said, "epoch"),
        Instant.parse(text(said, "since")),
        seen.isEmpty() ? null : Instant.parse(seen));
  }

  private static User.SecondFactor factor(Fields said) {
    List<String> recovery =
        said.list("recovery").stream()
            .map(each -> each instanceof Value.Text(String hash) ? hash : "")
            .toList();
    return new User.SecondFactor(text(said, "totp"), number(said, "totp_step"), recovery);
  }

  private static String text(Fields said, String name) {
    return said.text(name).orElse("");
  }

  private static long number(Fields said, String name) {
    return said.number(name).map(BigDecimal::longValue).orElse(0L);
  }

  private static boolean flag(Fields said, String name) {
    return said.flag(name).orElse(false);
  }
}
