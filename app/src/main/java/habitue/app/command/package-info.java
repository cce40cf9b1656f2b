/** The commands of the command line, one class each. */
@NullMarked
package habitue.app.command;

import org.jspecify.annotations.NullMarked;
