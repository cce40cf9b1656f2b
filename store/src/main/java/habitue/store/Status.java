package habitue.store;

import habitue.store.disk.Disk;
import habitue.store.door.Counts;
import habitue.store.work.Crew;
import habitue.store.work.Halts;
import habitue.store.work.Progress;

/**
 * How the store is doing.
 *
 * @param accepted events filed by the door
 * @param processed events the workers have worked on
 * @param facts facts stated live
 * @param refolding customers still to be folded anew
 * @param halted entities nothing is folded into any more, until someone looks
 */
public record Status(
    long accepted,
    long processed,
    long customers,
    long facts,
    long quarantined,
    int refolding,
    int halted,
    boolean failed) {

  static Status of(Disk disk, Quarantine quarantine, Crew crew) {
    Counts counts = Counts.of(disk);
    Progress progress = Progress.of(disk);
    return new Status(
        counts.events(),
        progress.processed(),
        counts.customers(),
        progress.facts(),
        quarantine.count(),
        crew.refolding(),
        Halts.of(disk).size(),
        crew.failed());
  }

  public long lag() {
    return Math.max(0, accepted - processed);
  }
}
