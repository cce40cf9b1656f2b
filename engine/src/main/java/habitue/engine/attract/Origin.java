package habitue.engine.attract;

import java.time.Instant;

/** What brought the person at an instant. */
public record Origin(Instant at, Touch touch) {}
