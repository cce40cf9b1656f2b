/** YAML with places: every value knows its file, line and column, and every mistake says them. */
@NullMarked
package habitue.playbook.yaml;

import org.jspecify.annotations.NullMarked;
