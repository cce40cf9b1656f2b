/**
 * The codes by which members tell friends, and what comes in with one: whose it is stands where
 * only the server writes.
 */
@NullMarked
package habitue.server.referral;

import org.jspecify.annotations.NullMarked;
