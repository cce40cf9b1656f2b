package habitue.server.catalogue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is of a product.
 *
 * @param since from when on it is as it is
 * @param facts what is known in a text each, by the names they have on the wire
 * @param attributes under the shop's own names
 * @param link its page in the shop; null where nobody said
 * @param parts what fits it
 * @param fits what it fits
 * @param history the newest first
 * @param older how many versions of the history are left out
 */
public record Sheet(
    Item item,
    Instant since,
    String description,
    List<Fact> facts,
    List<Fact> attributes,
    @Nullable String link,
    List<String> pictures,
    List<Item> variants,
    List<Item> parts,
    List<Item> fits,
    List<Item> successor,
    List<Item> replaces,
    List<Step> history,
    int older) {
  public Sheet {
    facts = List.copyOf(facts);
    attributes = List.copyOf(attributes);
    pictures = List.copyOf(pictures);
    variants = List.copyOf(variants);
    parts = List.copyOf(parts);
    fits = List.copyOf(fits);
    successor = List.copyOf(successor);
    replaces = List.copyOf(replaces);
    history = List.copyOf(history);
  }

  public record Fact(String name, String text) {}
}
