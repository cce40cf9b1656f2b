package habitue.warehouse.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with what it means.
 *
 * @param value null when there is nothing to tell, such as a share of nothing
 */
public record Figure(@Nullable BigDecimal value, Definition definition) {}
