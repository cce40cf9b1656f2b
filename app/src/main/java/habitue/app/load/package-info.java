/** Brings history in: files of messages, or the demo shop's, through the door. */
@NullMarked
package habitue.app.load;

import org.jspecify.annotations.NullMarked;
