package habitue.engine;

import habitue.model.Because;
import habitue.model.Fields;

/** A commitment as decided; the runtime makes it a {@link habitue.model.Commitment}. */
public record Pledge(String name, Fields details, Because because) {}
