/** What other currencies are worth. */
@NullMarked
package habitue.playbook.money;

import org.jspecify.annotations.NullMarked;
