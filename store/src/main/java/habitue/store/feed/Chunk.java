package habitue.store.feed;

import java.util.List;

/** What one batch of a worker changed in one slot; numbered without gaps in each slot, from 1. */
public record Chunk(int slot, long sequence, List<Change> changes) {
  public Chunk {
    changes = List.copyOf(changes);
  }
}
