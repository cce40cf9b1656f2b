/** The seeded messages of one shop that everything is measured with. */
@NullMarked
package habitue.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
