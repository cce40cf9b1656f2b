package habitue.server.console.view;

import java.util.List;

/**
 * The page of today.
 *
 * @param attention what needs someone first; empty when all is well
 * @param newest newest first, at most 12
 */
public record Today(
    Scope scope,
    List<Attention> attention,
    List<Figure> figures,
    Revenue revenue,
    List<Moment> newest) {
  public Today {
    attention = List.copyOf(attention);
    figures = List.copyOf(figures);
    newest = List.copyOf(newest);
  }
}
