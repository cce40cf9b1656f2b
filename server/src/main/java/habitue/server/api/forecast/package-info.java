/** What is to be expected of all customers together. */
@NullMarked
package habitue.server.api.forecast;

import org.jspecify.annotations.NullMarked;
