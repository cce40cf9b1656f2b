package habitue.server.loyalty;

import habitue.playbook.plan.Programme.Budget;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands, in its period of now where it has some.
 *
 * @param since the first day of the period; null for none
 * @param out how many points were handed out of it and did not come back
 */
public record Purse(Budget budget, @Nullable LocalDate since, long points, long out, long left) {}
