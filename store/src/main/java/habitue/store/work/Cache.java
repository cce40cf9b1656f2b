package habitue.store.work;

import habitue.engine.Behaviour;
import habitue.model.EntityId;
import habitue.store.disk.Disk;
import habitue.store.disk.Recent;

/** The entities a worker has in hand, those used lately. */
final class Cache {
  private final Disk disk;
  private final Recent<EntityId, Entity<?>> entities;

  Cache(Disk disk, int most) {
    this.disk = disk;
    this.entities = new Recent<>(most);
  }

  /** One in hand, as it is on disk, or new. */
  Entity<?> entity(EntityId id, Parts parts, Slot slot) {
    Entity<?> known = entities.get(id);
    if (known != null) {
      return known;
    }
    Behaviour<?> behaviour = parts.behaviour(id);
    Entity<?> found =
        slot.unheardOf(id)
            ? Entity.fresh(behaviour, id, parts.fingerprint())
            : Entity.load(disk, behaviour, id, parts);
    add(found);
    return found;
  }

  void add(Entity<?> entity) {
    entities.put(entity.id(), entity);
  }

  /** Lets go of what was not used for long; only right after everything was written. */
  void shrink() {
    entities.shrink();
  }
}
