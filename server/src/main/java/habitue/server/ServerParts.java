package habitue.server;

import habitue.server.collect.Intake;
import habitue.server.collect.KnownPeople;
import habitue.server.collect.Quarantine;
import habitue.server.collect.SourceBook;
import habitue.server.security.Credentials;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What the server is made of, put together by hand before it starts.
 *
 * @param others what controllers ask for by their type: the reader, the warehouse's queries…
 */
public record ServerParts(
    Credentials credentials,
    Intake intake,
    SourceBook sources,
    Quarantine quarantine,
    KnownPeople people,
    InstantSource clock,
    List<Object> others) {
  public ServerParts {
    others = List.copyOf(others);
  }

  /** Each object once, also when it plays several parts. */
  Set<Object> distinct() {
    Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(List.of(credentials, intake, sources, quarantine, people, clock));
    distinct.addAll(others);
    return distinct;
  }
}
