/** What loyalty programmes come to for the business: what is owed, and what goes with them. */
@NullMarked
package habitue.warehouse.proof;

import org.jspecify.annotations.NullMarked;
