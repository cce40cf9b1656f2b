/** Pages about the console itself: accounts, their second factors, and what was done. */
@NullMarked
package habitue.server.settings;

import org.jspecify.annotations.NullMarked;
