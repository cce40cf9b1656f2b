/**
 * Shop webhooks: {@code POST /v1/hooks/{source}}. A signature is checked over the bytes as sent,
 * then the shop's document becomes the events that its own plug-in would have sent.
 */
@NullMarked
package habitue.server.hooks;

import org.jspecify.annotations.NullMarked;
