/**
 * Events in: Segment's HTTP API, from bytes to the door. A body becomes drafts ({@code
 * MessageReader}), a draft is checked and completed ({@code Collector}), the door files it.
 */
@NullMarked
package habitue.server.collect;

import org.jspecify.annotations.NullMarked;
