package habitue.playbook.rule;

import org.jspecify.annotations.Nullable;

/** A text that is taken from one event. */
public interface Taken {

  /** What an event says; null for nothing. */
  @Nullable String value(Look event);
}
