/** What a brand writes down, in a folder of YAML files that it keeps in git. */
@NullMarked
package habitue.playbook;

import org.jspecify.annotations.NullMarked;
