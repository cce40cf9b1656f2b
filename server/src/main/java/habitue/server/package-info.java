/** Events in, machines and people: everything that speaks HTTP. */
@NullMarked
package habitue.server;

import org.jspecify.annotations.NullMarked;
