package habitue.engine.reward.earn;

import habitue.engine.sell.orders.Orders;

/**
 * Of whom a programme decides something.
 *
 * @param orders theirs, as far as they are known
 * @param partly whether those are of before it is decided: more of them may be known by then
 * @param excluded whether they neither join nor earn
 */
record Whom(Orders orders, boolean partly, boolean excluded) {}
