/** The pages people read: sign-in, today, customers, one customer, data. */
@NullMarked
package habitue.server.console;

import org.jspecify.annotations.NullMarked;
