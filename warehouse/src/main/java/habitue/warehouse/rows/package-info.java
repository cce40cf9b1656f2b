/** What the store says, made rows: one transaction at a time, exactly once. */
@NullMarked
package habitue.warehouse.rows;

import org.jspecify.annotations.NullMarked;
