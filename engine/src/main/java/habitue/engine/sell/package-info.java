/** What selling needs everywhere: products as events name them, and amounts read with care. */
@NullMarked
package habitue.engine.sell;

import org.jspecify.annotations.NullMarked;
