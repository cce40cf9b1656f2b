package habitue.server.collect;

import java.util.List;

/** Where the brand's sources are kept. */
public interface SourceBook {
  List<KnownSource> all();

  /** Adds a source, or replaces the one of the same number. */
  void save(KnownSource source);
}
