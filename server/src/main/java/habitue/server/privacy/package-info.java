/** What the law gives to the person: to be forgotten, and to have what is held of them. */
@NullMarked
package habitue.server.privacy;

import org.jspecify.annotations.NullMarked;
