/** The DuckDB file: opened, guarded, read from many threads, copied. */
@NullMarked
package habitue.warehouse.file;

import org.jspecify.annotations.NullMarked;
