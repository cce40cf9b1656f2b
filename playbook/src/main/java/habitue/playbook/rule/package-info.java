/**
 * The rule language: conditions in CEL, checked by its own type-checker, evaluated by ours, which
 * also tells until when an answer holds with nothing happening.
 */
@NullMarked
package habitue.playbook.rule;

import org.jspecify.annotations.NullMarked;
