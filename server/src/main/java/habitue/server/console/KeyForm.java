package habitue.server.console;

import java.util.List;

/** What someone filled in for a new key, as they wrote it. */
public record KeyForm(
    String name,
    String kind,
    String stores,
    String origins,
    String channel,
    String expires,
    String rate,
    List<String> scopes) {
  public KeyForm {
    scopes = List.copyOf(scopes);
  }
}
