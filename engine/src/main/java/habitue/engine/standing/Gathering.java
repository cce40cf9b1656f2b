package habitue.engine.standing;

import habitue.engine.Happening;
import habitue.engine.sell.orders.Order;
import habitue.engine.sell.orders.OrderKey;
import habitue.model.Event;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Shape;
import habitue.playbook.rule.Condition;
import habitue.playbook.rule.Field.Part;
import habitue.playbook.rule.Fold;
import habitue.playbook.rule.Habit;
import habitue.playbook.rule.Occurrences;
import habitue.playbook.rule.Scene;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes from one event what folds, tags and the score gather. */
final class Gathering {
  private static final int LONGEST_TAG = 80;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Plan plan;
  private final Person person;
  private final Draft draft;
  private final Deciding deciding;
  private @Nullable Happening looked;
  private @Nullable Scene sight;

  Gathering(Person person, Deciding deciding) {
    this.plan = person.plan();
    this.person = person;
    this.draft = person.draft();
    this.deciding = deciding;
  }

  /** That it happened; the parts it changed, as bits. */
  int take(Heard heard) {
    Happening happening = heard.happening();
    looked = happening;
    sight = heard.sight();
    Event event = happening.event();
    List<Integer> folds = plan.foldsOf().getOrDefault(event.name(), List.of());
    List<Plan.Points> scored = plan.score().addOf().of(event.name());
    if (folds.isEmpty() && scored.isEmpty()) {
      return 0;
    }
    Scene scene = seen(happening);
    folds.forEach(place -> fold(place, scene, happening));
    return score(scored, scene, happening) ? Part.SCORE.bit() : 0;
  }

  /** The same, for some folds only. */
  void takeAgain(Happening happening, Set<String> folds) {
    Scene scene = scene(happening, person.memory());
    for (int place : plan.foldsOf().getOrDefault(happening.event().name(), List.of())) {
      if (folds.contains(Shape.of(plan.folds().get(place)))) {
        fold(place, scene, happening);
      }
    }
  }

  /** What it says of them: tags and habits. */
  void learn(Happening happening) {
    Event event = happening.event();
    List<Integer> habits = plan.talk().habitsOf().getOrDefault(event.name(), List.of());
    List<Plan.Tag> tags = plan.tagsOf().of(event.name());
    if (habits.isEmpty() && tags.isEmpty()) {
      return;
    }
    Scene scene = seen(happening);
    habits.forEach(place -> habit(place, scene, happening));
    tags.forEach(tag -> tag(tag, scene, happening));
  }

  private void habit(int place, Scene scene, Happening happening) {
    Habit habit = plan.talk().habits().get(place);
    if (happening.mayBeReadFor(habit.purposes())) {
      for (Scene each : byProduct(scene)) {
        String value = habit.value(person.look(each));
        if (value != null && happening.allows(value)) {
          draft.habit(place, draft.habit(place).plus(Answering.shortened(value)));
        }
      }
    }
  }

  private void fold(int place, Scene scene, Happening happening) {
    Fold fold = plan.folds().get(place);
    if (happening.mayBeReadFor(fold.purposes())) {
      Occurrences before = draft.fold(place);
      Occurrences after = gathered(fold, before, scene);
      if (!after.equals(before)) {
        sold(place, scene, happening);
        draft.fold(place, after);
        deciding.folded(place);
      }
    }
  }

  /** What challenges count of orders is kept by order, since an order may come back. */
  private void sold(int place, Scene scene, Happening happening) {
    Fold fold = plan.folds().get(place);
    if (fold.event().equals(Programme.ORDER) && plan.aims(place)) {
      long order = OrderKey.of(happening).hash();
      Occurrences what = gathered(fold, Occurrences.NONE, scene);
      var sale = new Sold.Sale(order, scene.at(), what);
      draft.sold(place, draft.sold(place).plus(sale, fold));
    }
  }

  /** Where the event as a whole has no such text, those of its products count. */
  @SuppressWarnings("ReferenceEquality") // What does not count hands on what was there.
  private Occurrences gathered(Fold fold, Occurrences before, Scene scene) {
    Occurrences whole = fold.plus(before, person.look(scene));
    if (whole != before || !fold.tellsApart() || scene.products().size() < 2) {
      return whole;
    }
    Occurrences after = before;
    for (Scene each : byProduct(scene)) {
      after = fold.plus(after, person.look(each));
    }
    return after;
  }

  private void tag(Plan.Tag tag, Scene scene, Happening happening) {
    if (!happening.mayBeReadFor(tag.named().purposes()) || denied(tag)) {
      return;
    }
    if (tag.prefix() == null) {
      earn(tag, tag.named().name(), scene, happening);
      return;
    }
    for (Scene each : byProduct(scene)) {
      String value = tag.value(person.look(each));
      if (value != null && !value.isBlank() && happening.allows(value)) {
        earn(tag, tag.prefix() + spelt(value), each, happening);
      }
    }
  }

  /** What someone said is not so is not supposed of them again for a while. */
  private boolean denied(Plan.Tag tag) {
    String name = tag.named().name();
    return Plan.Moment.isTag(name) && draft.asking().denies(plan.talk(), name);
  }

  private void earn(Plan.Tag tag, String name, Scene scene, Happening happening) {
    Condition when = tag.when();
    if (when == null || when.holds(person.look(scene))) {
      long at = happening.at().toEpochMilli();
      draft.tag(name, draft.tag(name).plus(tag.points(), at, tag.halfLife()), plan);
      deciding.earned(name, tag.points());
      deciding.tagged(name);
    }
  }

  private static List<Scene> byProduct(Scene scene) {
    if (scene.products().size() < 2) {
      return List.of(scene);
    }
    return scene.products().stream().map(scene::with).toList();
  }

  /** A value as the name of a tag: letters and digits in capitals, all else a low line. */
  static String spelt(String value) {
    String words = value.strip().toUpperCase(Locale.ROOT);
    String capitals = BETWEEN_WORDS.matcher(words).replaceAll("_");
    return capitals.length() > LONGEST_TAG ? capitals.substring(0, LONGEST_TAG) : capitals;
  }

  private boolean score(List<Plan.Points> scored, Scene scene, Happening happening) {
    if (!happening.mayBeReadFor(plan.score().purposes())) {
      return false;
    }
    boolean earned = false;
    for (Plan.Points points : scored) {
      Condition when = points.when();
      if (when == null || when.holds(person.look(scene))) {
        long at = happening.at().toEpochMilli();
        draft.score(draft.score().plus(points.points(), at, plan.score().halfLife()));
        deciding.earned("", points.points());
        earned = true;
      }
    }
    return earned;
  }

  /** What is learnt from is mostly the event itself, which was looked at before. */
  @SuppressWarnings("ReferenceEquality") // Whatever holds nothing back hands on what was there.
  private Scene seen(Happening happening) {
    Scene known = looked == happening ? sight : null;
    Scene scene = known == null ? scene(happening, person.memory()) : known;
    looked = happening;
    sight = scene;
    return scene;
  }

  static Scene scene(Happening happening, Memory memory) {
    Event event = happening.event();
    return new Scene(
        event,
        happening.at().toEpochMilli(),
        happening.source().channel(),
        happening.store(),
        new Named(happening).products(),
        net(happening, memory));
  }

  private static @Nullable Long net(Happening happening, Memory memory) {
    if (!happening.event().name().equals("Order Completed")) {
      return null;
    }
    return happening
        .event()
        .properties()
        .text("order_id")
        .or(() -> happening.event().properties().text("orderId"))
        .flatMap(id -> memory.orders().find(new OrderKey(happening.store(), id)))
        .map(Order::home)
        .map(home -> home.net().minor())
        .orElse(null);
  }
}
