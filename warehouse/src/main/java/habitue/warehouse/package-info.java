/** Facts as DuckDB tables, and the SQL of every report. */
@NullMarked
package habitue.warehouse;

import org.jspecify.annotations.NullMarked;
