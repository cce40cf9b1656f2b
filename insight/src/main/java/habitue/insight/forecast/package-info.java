/** When a customer comes back, whether they do, and what they spend. */
@NullMarked
package habitue.insight.forecast;

import org.jspecify.annotations.NullMarked;
