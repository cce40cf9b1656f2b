/** Putting values in people's words: French and English, numbers, dates, money. */
@NullMarked
package habitue.server.console.words;

import org.jspecify.annotations.NullMarked;
