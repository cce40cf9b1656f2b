package habitue.app.load;

import habitue.model.Fields;
import habitue.model.Source;
import habitue.store.Store;
import java.time.InstantSource;
import java.util.Iterator;

/** Takes in messages that the program itself has, such as the demo shop's. */
public final class StreamImport {
  private final Store store;
  private final Source source;
  private final InstantSource clock;
  private final Progress progress;

  public StreamImport(Store store, Source source, InstantSource clock, Progress progress) {
    this.store = store;
    this.source = source;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Takes all of them in.
   *
   * @param about how many there are, to tell how far it is
   * @return how many were new
   */
  public long run(String name, Iterator<Fields> messages, long about) {
    long number = 0;
    progress.begin(name);
    try (var loader = new Loader(store, source, clock, name, this::keepRefused)) {
      while (messages.hasNext()) {
        loader.add(messages.next(), ++number);
        progress.reached(number, Math.min(1, (double) number / about));
      }
      long taken = loader.finish(number).taken();
      progress.end(number);
      return taken;
    }
  }

  private void keepRefused(Loader.Reached reached) {
    store.quarantine().add(reached.refused());
  }
}
