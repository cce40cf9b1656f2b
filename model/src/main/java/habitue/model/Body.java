package habitue.model;

import java.util.List;

/** What a journal record says. */
public sealed interface Body {

  /** Something a person did. */
  record Happened(Event event) implements Body {}

  /**
   * Something someone asks an entity to do; its outcome is kept under the idempotency key.
   *
   * @param author who asks: a console user or a key's name
   */
  record Asked(String name, String idempotencyKey, String author, Fields details) implements Body {}

  /** A send that arrived, exactly once and in order per pair of entities. */
  record Delivered(EntityId from, String name, Fields details) implements Body {}

  /**
   * The door's decision that strands pass from one customer to another. Filed twice: with the giver
   * and with the taker.
   *
   * @param moved the strands that pass
   * @param taking all strands of the taker from here on
   * @param reason why, in a stable word: {@code same-user}, {@code alias}, {@code by-hand}…
   * @param identifier the kind of name that brought them together or was told apart, and as its
   *     value the strand it opened: the name itself may be someone else's one day
   */
  record Regrouped(
      Change change,
      CustomerId giver,
      CustomerId taker,
      List<Strand> moved,
      List<Strand> taking,
      String reason,
      Identifier identifier,
      String author)
      implements Body {
    public Regrouped {
      moved = List.copyOf(moved);
      taking = List.copyOf(taking);
    }
  }

  /** Join makes two customers one; split undoes it. */
  enum Change {
    JOIN,
    SPLIT
  }

  /** A strand's personal part, after its key was destroyed. Folds skip it. */
  record Erased() implements Body {}

  /**
   * The door's decision that a person is forgotten. Filed with the customer, with every id joined
   * into it, and with whoever once had strands of theirs. Nothing in it is of the person.
   *
   * @param customer who is no more
   * @param strands what was theirs; nothing of it can be read again
   * @param commands positions of what was asked of them, whose outcomes go too
   * @param orders what their orders came to, each without the person; with the customer's only
   * @param left what whoever it is filed with has from then on, since decisions can have gone with
   *     the other; nothing where they are no more either
   */
  record Forgotten(
      CustomerId customer,
      List<Strand> strands,
      List<Long> commands,
      List<Fields> orders,
      List<Strand> left)
      implements Body {
    public Forgotten {
      strands = List.copyOf(strands);
      commands = List.copyOf(commands);
      orders = List.copyOf(orders);
      left = List.copyOf(left);
    }
  }
}
