/** The customer's whole: what is remembered, and the step that folds one input into it. */
@NullMarked
package habitue.engine.customer;

import org.jspecify.annotations.NullMarked;
