package habitue.playbook.rule;

import dev.cel.common.ast.CelExpr;
import habitue.model.Event;
import habitue.model.Fields;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the names of conditions lead. */
final class Paths {
  private static final Map<String, Field> FIELDS =
      Arrays.stream(Field.values())
          .collect(Collectors.toMap(field -> "customer." + field.path(), Function.identity()));

  private static final Map<String, Text.Reads> TEXTS =
      Map.ofEntries(
          Map.entry("event.name", look -> event(look).name()),
          Map.entry("event.channel", look -> look.scene().channel()),
          Map.entry("event.store", look -> look.scene().store()),
          Map.entry("event.page.path", look -> page(look, "path")),
          Map.entry("event.page.url", look -> page(look, "url")),
          Map.entry("event.page.title", look -> page(look, "title")),
          Map.entry("event.page.referrer", look -> page(look, "referrer")),
          Map.entry("event.page.search", look -> page(look, "search")),
          Map.entry("event.campaign.source", look -> campaign(look, "source")),
          Map.entry("event.campaign.medium", look -> campaign(look, "medium")),
          Map.entry("event.campaign.name", look -> campaign(look, "name")),
          Map.entry("event.campaign.term", look -> campaign(look, "term")),
          Map.entry("event.campaign.content", look -> campaign(look, "content")),
          Map.entry("event.product.id", look -> product(look, Scene.Product::id)),
          Map.entry("event.product.name", look -> product(look, Scene.Product::name)),
          Map.entry("event.product.brand", look -> product(look, Scene.Product::brand)),
          Map.entry("event.product.category", look -> product(look, Scene.Product::category)));

  private Paths() {}

  /** The names from the root, with dots between; null where it is something else. */
  static @Nullable String of(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> {
        String operand = of(expr.select().operand());
        yield operand == null ? null : operand + "." + expr.select().field();
      }
      default -> null;
    };
  }

  static @Nullable Field field(String path) {
    return FIELDS.get(path);
  }

  static Text.@Nullable Reads eventText(@Nullable String path) {
    return path == null ? null : TEXTS.get(path);
  }

  private static Event event(Look look) {
    return look.scene().event();
  }

  /** What the page says, or else the properties, as Segment's clients put it in either. */
  private static @Nullable String page(Look look, String name) {
    Fields page = event(look).context().fields("page");
    return page.text(name).or(() -> event(look).properties().text(name)).orElse(null);
  }

  private static @Nullable String campaign(Look look, String name) {
    return event(look).context().fields("campaign").text(name).orElse(null);
  }

  private static @Nullable String product(
      Look look, Function<Scene.Product, @Nullable String> part) {
    Scene.Product product = look.scene().product();
    return product == null ? null : part.apply(product);
  }
}
