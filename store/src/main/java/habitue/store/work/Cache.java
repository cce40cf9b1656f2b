package habitue.store.work;

import habitue.model.EntityId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities a worker has in hand, those used last kept longest. */
final class Cache {
  private final int most;
  private final Map<EntityId, Entity<?>> entities = new LinkedHashMap<>(1024, 0.75f, true);

  Cache(int most) {
    this.most = most;
  }

  @Nullable Entity<?> find(EntityId id) {
    return entities.get(id);
  }

  /** Keeps it, and gives it back. */
  <E extends Entity<?>> E add(E entity) {
    entities.put(entity.id(), entity);
    return entity;
  }

  void remove(EntityId id) {
    entities.remove(id);
  }

  /** Lets go of what was not used for longest; only right after everything was written. */
  void shrink() {
    Iterator<Entity<?>> oldest = entities.values().iterator();
    while (entities.size() > most && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}
