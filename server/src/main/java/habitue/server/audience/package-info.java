/** The people of a segment as files: for the brand itself, and hashed for ad platforms. */
@NullMarked
package habitue.server.audience;

import org.jspecify.annotations.NullMarked;
