/**
 * The door, the journal, commitments, states and timers on RocksDB, and the runtime that drives the
 * engine.
 */
@NullMarked
package habitue.store;

import org.jspecify.annotations.NullMarked;
