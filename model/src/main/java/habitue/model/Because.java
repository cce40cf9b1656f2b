package habitue.model;

/**
 * Why something was stated or decided, by value.
 *
 * @param position the record that caused it; 0 where a timer did
 * @param cause the event's name, or the timer's
 * @param rule which rule said so, such as {@code sell.orders}
 * @param version the engine's or playbook's version that held
 * @param words a short reason a person can read, as a key of the glossary with its values
 */
public record Because(long position, String cause, String rule, int version, Fields words) {}
