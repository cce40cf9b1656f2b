/** The playbook and whom its rules take, for machines. */
@NullMarked
package habitue.server.api.rules;

import org.jspecify.annotations.NullMarked;
