/** The words: events, records, facts, commitments, timers, identifiers and money. */
@NullMarked
package habitue.model;

import org.jspecify.annotations.NullMarked;
