/** Shows the console without contact details to those whose role does not need them. */
@NullMarked
package habitue.server.discretion;

import org.jspecify.annotations.NullMarked;
