/**
 * The demo shop: one year of a real gift shop's invoices, told as Segment e-commerce messages.
 *
 * <p>What the data is, whose it is, and the rule for every odd row: {@code demo/README.md}.
 */
@NullMarked
package habitue.app.demo;

import org.jspecify.annotations.NullMarked;
