package habitue.server.collect;

import habitue.model.Fields;
import java.util.List;

/**
 * A request's body as read.
 *
 * @param around what a batch says for all its events ({@code context}, {@code sentAt}, {@code
 *     writeKey}…); for a single event, the event itself
 */
record Body(Fields around, List<Draft> drafts) {}
