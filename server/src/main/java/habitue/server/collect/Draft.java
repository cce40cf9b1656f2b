package habitue.server.collect;

import habitue.model.Fields;
import org.jspecify.annotations.Nullable;

/** One event as read; with a fault, as much of it as could be read. */
record Draft(Fields message, @Nullable Fault fault) {}
