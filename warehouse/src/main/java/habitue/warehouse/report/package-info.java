/** The questions people ask of the tables, each with the SQL and the definition of its figures. */
@NullMarked
package habitue.warehouse.report;

import org.jspecify.annotations.NullMarked;
