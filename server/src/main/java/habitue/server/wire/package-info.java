/** What leaves over HTTP, whoever asked: JSON and problem details. */
@NullMarked
package habitue.server.wire;

import org.jspecify.annotations.NullMarked;
