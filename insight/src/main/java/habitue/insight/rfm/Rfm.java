package habitue.insight.rfm;

/** How recently, how often and how much somebody bought: each from 1 to 5, the best. */
public record Rfm(int recency, int frequency, int monetary) {}
