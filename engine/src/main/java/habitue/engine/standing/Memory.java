package habitue.engine.standing;

import habitue.engine.attract.Activity;
import habitue.engine.identify.Profile;
import habitue.engine.reward.Book;
import habitue.engine.sell.basket.Basket;
import habitue.engine.sell.orders.Orders;
import habitue.engine.trust.Consents;

/** What is remembered of a person, as far as rules ask about it. */
public record Memory(
    Profile profile,
    Activity activity,
    Basket basket,
    Orders orders,
    Consents consents,
    Book book) {}
