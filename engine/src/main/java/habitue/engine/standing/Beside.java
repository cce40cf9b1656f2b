package habitue.engine.standing;

import habitue.engine.Happening;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Scene;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event, and the customer as they were before it, to be asked by rules. */
public final class Beside {
  private final Supplier<Asked> asking;
  private @Nullable Asked asked;

  private Beside(Supplier<Asked> asking) {
    this.asking = asking;
  }

  private record Asked(Person person, Scene scene) {}

  /**
   * @param after what is remembered with the event, for what it is worth
   */
  public static Beside of(Happening happening, Memory before, Standing standing, Memory after) {
    return new Beside(() -> {
      var draft =
          new Draft(
              standing, happening.context().playbook().plan(), happening.now().toEpochMilli());
      return new Asked(
          new Person(happening.context(), before, draft), Gathering.scene(happening, after));
    });
  }

  /** Whether it holds of the event; never where records may not be read for what it asks. */
  public boolean holds(Condition when) {
    return mayRead(when) && when.holds(asked().person.look(asked().scene));
  }

  /** Whether it holds of one of its products. */
  public boolean holds(Condition when, Scene.Product product) {
    return mayRead(when) && when.holds(asked().person.look(asked().scene.with(known(product))));
  }

  /** As the event names it, which may say more of it. */
  private Scene.Product known(Scene.Product product) {
    return asked().scene.products().stream()
        .filter(each -> each.id().equals(product.id()))
        .findFirst()
        .orElse(product);
  }

  private boolean mayRead(Condition when) {
    return StandingStep.mayRead(asked().person.memory().consents(), when.purposes());
  }

  private Asked asked() {
    if (asked == null) {
      asked = asking.get();
    }
    return asked;
  }
}
