/**
 * Where a customer stands by what the brand wrote down: tags, scores, stage, flags and segments,
 * each right at every instant.
 */
@NullMarked
package habitue.engine.standing;

import org.jspecify.annotations.NullMarked;
