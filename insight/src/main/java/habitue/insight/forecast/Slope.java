package habitue.insight.forecast;

/** A value, and how it changes with each parameter. */
@SuppressWarnings("ArrayRecordComponent") // Made and read once, in one loop.
record Slope(double value, double[] by) {}
