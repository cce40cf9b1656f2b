package habitue.warehouse.report;

import habitue.warehouse.file.Readers;

/** What is concluded of customers as it holds now, in numbers. */
public final class Conclusions {
  private final Readers readers;

  public Conclusions(Readers readers) {
    this.readers = readers;
  }

  /** How many facts hold: those a fold anew stated too, none that it took back. */
  public long count() {
    return readers.read(sql -> sql.number("select count(*) from facts"));
  }
}
