package habitue.server.collect;

import java.util.List;

/** Where refused events wait for someone to look. It is bounded: the oldest make room. */
public interface Quarantine {
  void add(List<Quarantined> refused);

  /** Newest first, those before an instant in milliseconds since 1970. */
  List<Quarantined> newest(int limit, long before);
}
