/** Where customers stand by what the brand wrote down: the rules of a playbook, compiled. */
@NullMarked
package habitue.playbook.plan;

import org.jspecify.annotations.NullMarked;
