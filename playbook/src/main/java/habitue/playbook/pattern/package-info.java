/** Expressions that texts are matched with, bounded before they are compiled. */
@NullMarked
package habitue.playbook.pattern;

import org.jspecify.annotations.NullMarked;
