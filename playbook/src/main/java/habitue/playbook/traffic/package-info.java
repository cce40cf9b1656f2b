/** What a brand says of its traffic: who is no customer, and what of an address is kept. */
@NullMarked
package habitue.playbook.traffic;

import org.jspecify.annotations.NullMarked;
