/** Fills the console's pages from the store and the tables that follow it. */
@NullMarked
package habitue.server.desk;

import org.jspecify.annotations.NullMarked;
