package habitue.server.me;

import habitue.server.console.Assets;
import habitue.server.console.Csrf;
import habitue.server.console.words.Words;

/**
 * What surrounds every page of a customer's own.
 *
 * @param brand whose page it is for them
 * @param inside whether they opened a link, and so can close the page again
 * @param notice what has just been done: the glossary's key; empty for nothing
 */
public record PageShell(
    Words words, Assets assets, Csrf csrf, String brand, boolean inside, String notice) {}
