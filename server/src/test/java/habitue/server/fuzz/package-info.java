/** A seeded run of whole and broken requests over every call of the server's own description. */
@NullMarked
package habitue.server.fuzz;

import org.jspecify.annotations.NullMarked;
