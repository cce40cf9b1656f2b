/** Who did what, and on whom: the record of people's and keys' acts. */
@NullMarked
package habitue.server.audit;

import org.jspecify.annotations.NullMarked;
