/** Colleagues who use the console: accounts, roles, second factors. */
@NullMarked
package habitue.server.people;

import org.jspecify.annotations.NullMarked;
