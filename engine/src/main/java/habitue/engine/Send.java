package habitue.engine;

import habitue.model.EntityId;
import habitue.model.Fields;

/** A message to another entity. It leaves with the sender's batch and arrives exactly once. */
public record Send(EntityId to, String name, Fields details) {}
