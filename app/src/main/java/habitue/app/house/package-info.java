/** Puts the parts together by hand: store, warehouse, server. */
@NullMarked
package habitue.app.house;

import org.jspecify.annotations.NullMarked;
