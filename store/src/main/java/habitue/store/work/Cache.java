package habitue.store.work;

import habitue.model.EntityId;
import habitue.store.disk.Recent;
import org.jspecify.annotations.Nullable;

/** The entities a worker has in hand, those used lately. */
final class Cache {
  private final Recent<EntityId, Entity<?>> entities;

  Cache(int most) {
    this.entities = new Recent<>(most);
  }

  @Nullable Entity<?> find(EntityId id) {
    return entities.get(id);
  }

  /** Keeps it, and gives it back. */
  <E extends Entity<?>> E add(E entity) {
    entities.put(entity.id(), entity);
    return entity;
  }

  /** Lets go of what was not used for long; only right after everything was written. */
  void shrink() {
    entities.shrink();
  }
}
