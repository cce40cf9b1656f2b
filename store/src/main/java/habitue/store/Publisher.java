package habitue.store;

import habitue.engine.Context;
import habitue.engine.catalogue.Catalogue;
import habitue.playbook.Playbook;
import habitue.store.disk.Disk;
import habitue.store.door.Door;
import habitue.store.products.Products;
import habitue.store.work.Crew;
import habitue.store.work.Parts;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/*
 * First it is kept that a playbook is published, then it comes into force between two batches of
 * the door, then everyone folded by another is listed, and last it is kept that all are listed. A
 * stop before that finds the other fingerprint when the data is opened next, and lists them again.
 * Nobody is ever stepped by a playbook that did not fold them: who is met before their turn is
 * folded anew first.
 */

/** Takes playbooks, and catalogues of another past, into force while everything goes on. */
final class Publisher {
  private static final int PATIENCE = 2;

  private final Tools tools;
  private final Door door;
  private final Crew crew;

  /** What publishing works with. */
  record Tools(
      Settings settings,
      Meta meta,
      Parts parts,
      Fingerprint fingerprint,
      ReplacedPlaybooks replaced) {

    /** With what is in force at a start; lists everyone who was folded by another. */
    static Tools of(Options options, Settings settings, Meta meta, Disk disk, Fittings fittings) {
      int version = PublishedPlaybook.version(settings);
      Context context =
          options.context().apply(settings).with(fittings.all()).with(Products.all(disk));
      var fingerprint = new Fingerprint(options, fittings::past);
      var replaced = new ReplacedPlaybooks(settings);
      int found = meta.fingerprint();
      int folding = fingerprint.of(context);
      if (found != folding) {
        replaced.add(version, found);
        Crew.outdated(disk, folding);
        meta.fingerprint(folding);
      }
      if (!Crew.anyOutdated(disk)) {
        replaced.clear();
      }
      var inForce =
          new Parts.InForce(
              context, PublishedPlaybook.version(settings), folding, replaced.of(context));
      var parts = new Parts(options.customers(), options.shared(), inForce);
      return new Tools(settings, meta, parts, fingerprint, replaced);
    }
  }

  Publisher(Tools tools, Door door, Crew crew) {
    this.tools = tools;
    this.door = door;
    this.crew = crew;
  }

  /** When it returns it is known how many are to be folded anew, unless the workers are busy. */
  synchronized Publishing publish(Playbook playbook, int base, PublishedPlaybook.By by) {
    int version = PublishedPlaybook.version(tools.settings);
    if (version != base) {
      return new Publishing.Moved(version);
    }
    keepReplaced();
    PublishedPlaybook published = PublishedPlaybook.publish(tools.settings, playbook, by);
    if (published.version() != version) {
      take(published.version(), context -> context.with(published.playbook()));
    }
    return new Publishing.Taken(published);
  }

  /** Takes a catalogue whose past is another into force, as if the playbook were another. */
  synchronized void restate(Catalogue catalogue) {
    restate(context -> context.with(catalogue));
  }

  /** Takes what the past is judged by into force, as if the playbook were another. */
  synchronized void restate(UnaryOperator<Context> fresh) {
    keepReplaced();
    take(tools.parts.inForce().version(), fresh);
  }

  /** What is in force is about to be replaced: a stop may come before everyone is folded anew. */
  private void keepReplaced() {
    Parts.InForce before = tools.parts.inForce();
    if (crew.refolding() == 0) {
      tools.replaced.clear();
    }
    tools.replaced.add(before.version(), before.fingerprint());
  }

  private void take(int version, UnaryOperator<Context> fresh) {
    door.between(_ -> put(version, fresh)).join();
    int fingerprint = tools.parts.fingerprint();
    CompletableFuture<Void> counted =
        crew.outdate().thenRun(() -> tools.meta.fingerprint(fingerprint));
    counted
        .copy()
        .completeOnTimeout(null, PATIENCE, TimeUnit.SECONDS)
        .exceptionally(_ -> null)
        .join();
  }

  private void put(int version, UnaryOperator<Context> fresh) {
    Parts.InForce before = tools.parts.inForce();
    Context context = fresh.apply(before.context());
    var replaced = new ArrayList<>(before.replaced());
    replaced.addFirst(new Parts.Replaced(before.context(), before.fingerprint()));
    tools.parts.put(
        new Parts.InForce(
            context,
            version,
            tools.fingerprint.of(context),
            replaced.subList(0, Math.min(replaced.size(), ReplacedPlaybooks.MOST))));
  }
}
