/** What the workers tell those who follow: the warehouse, and later webhooks and messages. */
@NullMarked
package habitue.store.feed;

import org.jspecify.annotations.NullMarked;
