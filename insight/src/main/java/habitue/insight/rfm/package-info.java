/** Recency, frequency, monetary: where a customer stands among all. */
@NullMarked
package habitue.insight.rfm;

import org.jspecify.annotations.NullMarked;
