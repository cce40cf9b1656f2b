/** What people had in a programme elsewhere, read from a file and opened here. */
@NullMarked
package habitue.server.loyalty.opening;

import org.jspecify.annotations.NullMarked;
