package habitue.insight.compare;

/**
 * What was seen of a group.
 *
 * @param variance of the sample: divided by one less than its size
 */
public record Sample(long size, double mean, double variance) {}
