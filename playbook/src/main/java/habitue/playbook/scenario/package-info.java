/** Scenarios: given events at times, then where someone stands at times. A playbook has tests. */
@NullMarked
package habitue.playbook.scenario;

import org.jspecify.annotations.NullMarked;
