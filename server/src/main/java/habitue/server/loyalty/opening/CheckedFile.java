package habitue.server.loyalty.opening;

import java.util.List;

/** A file that was looked through. */
public interface CheckedFile {
  String hash();

  String programme();

  /** How many customers it brings something to. */
  long customers();

  /** What is to be brought. */
  List<? extends Line> fresh();

  /** How many lines were brought before. */
  long already();

  Faults faults();

  default boolean right() {
    return faults().count() == 0;
  }
}
