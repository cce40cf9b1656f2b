/**
 * Facts to other systems: batches that are signed, retried, given up after a stated time and sent
 * again when someone asks. A target is one thread; none waits for another.
 */
@NullMarked
package habitue.outreach.webhook;

import org.jspecify.annotations.NullMarked;
