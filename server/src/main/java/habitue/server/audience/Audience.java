package habitue.server.audience;

import habitue.engine.trust.Advertising;
import habitue.engine.trust.Reach;
import habitue.engine.trust.Suppressed;
import habitue.model.CustomerId;
import habitue.playbook.trust.Purposes;
import habitue.server.wire.Cells;
import habitue.store.Census;
import habitue.store.feed.Person;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who goes into a file, decided of everyone at one instant, before its first line is written. Of
 * each no more than their id is kept until then, so that it may be of any size.
 */
public final class Audience implements AutoCloseable {
  private final Census census;
  private final Suppressed suppressed;
  private final Format format;
  private final int segment;
  private final Runnable atClose;
  private final List<CustomerId> going = new ArrayList<>();
  private final SortedMap<String, Long> left = new TreeMap<>();
  private long members;

  Audience(Census census, Suppressed suppressed, Format format, int segment, Runnable atClose) {
    this.census = census;
    this.suppressed = suppressed;
    this.format = format;
    this.segment = segment;
    this.atClose = atClose;
  }

  void decide() {
    census.everyone(person -> {
      if (person.state().standing().in(segment)) {
        members++;
        Optional<String> why = out(person, census.context().playbook().purposes());
        why.ifPresentOrElse(word -> left.merge(word, 1L, Long::sum), () -> going.add(person.id()));
      }
    });
  }

  private Optional<String> out(Person person, Purposes purposes) {
    return out(person, purposes, suppressed, format);
  }

  /** Why someone does not go into a file; empty for who does. */
  static Optional<String> out(
      Person person, Purposes purposes, Suppressed suppressed, Format format) {
    if (!person.halted().isEmpty()) {
      // What they said since may be among what waits.
      return Optional.of("halted");
    }
    Reach.Who who = person.state().reach();
    Reach may = Advertising.of(who, purposes, suppressed);
    if (!format.leaves()) {
      boolean hidden = !may.reachable() && List.of("restricted", "child").contains(may.why());
      return hidden ? Optional.of(may.why()) : Optional.empty();
    }
    if (!may.reachable()) {
      return Optional.of(may.why());
    }
    boolean found = !format.hashed(Contact.of(who.profile())).isEmpty();
    return found ? Optional.empty() : Optional.of("no-address");
  }

  public long members() {
    return members;
  }

  /** How many go into it. */
  public long exported() {
    return going.size();
  }

  /** How many do not, by why. */
  public SortedMap<String, Long> left() {
    return left;
  }

  public void write(OutputStream to) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    out.write(Cells.line(format.header()));
    for (CustomerId id : going) {
      Optional<Person> person = census.person(id);
      if (person.isPresent()) {
        out.write(Cells.line(row(person.get())));
      }
    }
    out.flush();
  }

  private List<String> row(Person person) {
    return format.leaves()
        ? format.hashed(Contact.of(person.state().profile()))
        : Sheet.row(person.state(), census.context(), suppressed);
  }

  @Override
  public void close() {
    census.close();
    atClose.run();
  }
}
