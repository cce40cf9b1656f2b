/** Plays a playbook's own scenarios. */
@NullMarked
package habitue.engine.trial;

import org.jspecify.annotations.NullMarked;
