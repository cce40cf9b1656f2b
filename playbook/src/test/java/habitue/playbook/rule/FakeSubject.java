package habitue.playbook.rule;

import habitue.model.Value;
import habitue.playbook.trust.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer of whom a test says everything. */
final class FakeSubject implements Subject {
  final Map<Field, Long> wholes = new EnumMap<>(Field.class);
  final Map<String, Value> traits = new HashMap<>();
  final Map<String, Long> tagged = new HashMap<>();
  final List<Occurrences> folds = new ArrayList<>();
  long halfLife = 86_400_000L * 60;

  @Override
  public boolean has(Field field) {
    return wholes.containsKey(field);
  }

  @Override
  public long whole(Field field, long now) {
    return wholes.getOrDefault(field, 0L);
  }

  @Override
  public long until(Field field, long now) {
    return Look.NEVER;
  }

  @Override
  public double real(Field field, long now) {
    return faded(wholes.getOrDefault(field, 0L), now);
  }

  private double faded(long since, long now) {
    return 4 * StrictMath.pow(2, -(double) (now - since) / halfLife);
  }

  @Override
  public long fallsTo(Field field, double mark) {
    return fallsTo(wholes.getOrDefault(field, 0L), mark);
  }

  @Override
  public @Nullable String text(Field field) {
    return wholes.containsKey(field) ? "hero" : null;
  }

  @Override
  public @Nullable Value trait(String name) {
    return traits.get(name);
  }

  @Override
  public Occurrences fold(int number) {
    return folds.get(number);
  }

  @Override
  public double tag(String name, long now) {
    Long since = tagged.get(name);
    return since == null ? 0 : faded(since, now);
  }

  @Override
  public long tagFallsTo(String name, double mark) {
    Long since = tagged.get(name);
    return since == null ? -1 : fallsTo(since, mark);
  }

  private long fallsTo(long since, double mark) {
    return mark <= 0
        ? -1
        : since + (long) StrictMath.ceil(halfLife * StrictMath.log(4 / mark) / StrictMath.log(2));
  }

  @Override
  public double surprise(int habit, String value) {
    return value.equals("Garden") ? 0.99 : -1;
  }

  @Override
  public boolean won(String challenge) {
    return false;
  }

  @Override
  public boolean benefit(String name) {
    return false;
  }

  @Override
  public boolean in(int segment) {
    return segment == 0;
  }

  @Override
  public boolean flagged(int flag) {
    return false;
  }

  @Override
  public boolean reachable(Channel channel, String purpose) {
    return channel == Channel.EMAIL;
  }
}
