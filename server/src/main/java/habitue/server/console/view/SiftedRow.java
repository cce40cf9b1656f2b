package habitue.server.console.view;

/**
 * How much of one source was cut or marked at the door.
 *
 * @param what {@code email}, {@code card}, {@code token}, {@code parameter}, {@code address}; or
 *     {@code bot}, {@code internal}, {@code test}
 */
public record SiftedRow(String source, String what, long today, long week) {}
