/** What came in and what was promised, as bytes: codecs, seals, the chain, and their scans. */
@NullMarked
package habitue.store.journal;

import org.jspecify.annotations.NullMarked;
