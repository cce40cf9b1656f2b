/** What someone will likely order next, learnt from how all customers order one after the other. */
@NullMarked
package habitue.insight.next;

import org.jspecify.annotations.NullMarked;
