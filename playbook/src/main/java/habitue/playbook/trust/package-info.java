/** What a brand may do with what it knows: purposes, channels and the words it asks with. */
@NullMarked
package habitue.playbook.trust;

import org.jspecify.annotations.NullMarked;
