/** All keys in one list: the write keys of sources, and those that machines ask the API with. */
@NullMarked
package habitue.server.keys;

import org.jspecify.annotations.NullMarked;
