/** What waits for someone's answer, and what is best done next for them. */
@NullMarked
package habitue.server.identify.asked;

import org.jspecify.annotations.NullMarked;
