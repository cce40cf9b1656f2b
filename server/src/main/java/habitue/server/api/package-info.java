/**
 * Machines: the JSON API. Each answer is a record here whose components are the wire names; nothing
 * of the domain is written out as it is. Who may call what stands in {@code security.Route}.
 */
@NullMarked
package habitue.server.api;

import org.jspecify.annotations.NullMarked;
