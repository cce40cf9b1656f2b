package habitue.server.console.view;

import java.util.List;

/**
 * What comes in.
 *
 * @param events every event ever seen, most frequent of this week first
 */
public record DataPage(
    List<SourceRow> sources,
    List<EventShape> events,
    List<SiftedRow> sifted,
    List<UnnamedRow> unnamed,
    Refusals refusals,
    Health health,
    Kept kept) {

  /** What the counts of events beside sources and names say. */
  public enum Counted {
    WEEK,
    CHANGED
  }

  public DataPage {
    sources = List.copyOf(sources);
    events = List.copyOf(events);
    sifted = List.copyOf(sifted);
    unnamed = List.copyOf(unnamed);
  }
}
