/** Who may do what: keys, scopes, sign-in, sessions and the headers that keep browsers honest. */
@NullMarked
package habitue.server.security;

import org.jspecify.annotations.NullMarked;
