package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Identifier;
import habitue.server.privacy.Right;
import java.util.List;

/** What a shop's document comes to. */
sealed interface Meaning {

  /** Events in Segment's shape, none when the document changes nothing for us. */
  record Events(List<Fields> messages) implements Meaning {
    public Events {
      messages = List.copyOf(messages);
    }
  }

  /** A person wants their data erased, or a copy of it. */
  record Wish(Right right, List<Identifier> who, String reference) implements Meaning {
    public Wish {
      who = List.copyOf(who);
    }
  }

  /** The shop wants all that it ever sent erased. */
  record ShopRedaction() implements Meaning {}

  /** A topic that we make nothing of. */
  record Unknown() implements Meaning {}

  /**
   * A document that is not of its topic's shape.
   *
   * @param field the one that is missing or wrong
   */
  record Unfit(String field) implements Meaning {}
}
