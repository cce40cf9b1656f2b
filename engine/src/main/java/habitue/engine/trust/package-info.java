/** What people agreed to, and what may therefore be read, concluded and sent. */
@NullMarked
package habitue.engine.trust;

import org.jspecify.annotations.NullMarked;
