/** Where bytes rest: tables of sorted keys, batches that land whole, and RocksDB under them. */
@NullMarked
package habitue.store.disk;

import org.jspecify.annotations.NullMarked;
