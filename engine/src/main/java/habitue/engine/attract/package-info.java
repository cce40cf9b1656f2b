/** How the customer comes: first and last seen, visits, and the campaigns that brought them. */
@NullMarked
package habitue.engine.attract;

import org.jspecify.annotations.NullMarked;
