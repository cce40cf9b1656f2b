package habitue.engine.engage;

import java.time.Instant;

/** Words the person searched for. */
public record Search(String words, Instant at) {}
