package habitue.server.console.view;

/** How many events of a name came of nobody, who refused everything. */
public record UnnamedRow(String source, String event, long today, long week) {}
