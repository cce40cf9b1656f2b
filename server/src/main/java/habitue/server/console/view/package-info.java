/** What each page of the console shows: plain values, not yet put in words. */
@NullMarked
package habitue.server.console.view;

import org.jspecify.annotations.NullMarked;
