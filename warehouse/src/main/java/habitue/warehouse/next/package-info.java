/** What customers will likely order next, learnt from the tables. */
@NullMarked
package habitue.warehouse.next;

import org.jspecify.annotations.NullMarked;
