/** The console's pages of where everyone stands and why. */
@NullMarked
package habitue.server.identify.pages;

import org.jspecify.annotations.NullMarked;
