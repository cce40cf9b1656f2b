/** What it costs: micro-benchmarks and the end-to-end bench. */
@NullMarked
package habitue.benchmarks;

import org.jspecify.annotations.NullMarked;
