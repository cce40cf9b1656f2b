package habitue.engine;

import java.time.ZoneId;

/**
 * The brand's parameters in force.
 *
 * @param currency ISO 4217 code the brand's figures are in
 */
public record Context(String brand, String currency, ZoneId zone, Rates rates) {}
