package habitue.warehouse.file;

/** A file that cannot be opened as it is, or a question that cannot be answered. */
public final class WarehouseRefused extends RuntimeException {

  /** Why, as a stable code. */
  public enum Code {
    /** Another process holds the file. */
    LOCKED("warehouse_locked"),
    /** There is no file yet. */
    MISSING("warehouse_missing"),
    /** The file is not a database, or damaged. */
    BROKEN("warehouse_broken"),
    /** The store no longer has changes that the file lacks. */
    GAP("warehouse_gap"),
    /** It was closed: nobody asks any more. */
    CLOSED("warehouse_closed"),
    /** Written by a newer Habitué. */
    NEWER("warehouse_newer"),
    /** Written by an older Habitué. */
    OLDER("warehouse_older"),
    /** A question took longer than it may. */
    TOO_SLOW("warehouse_too_slow"),
    /** All readers stayed busy for longer than a question may take. */
    BUSY("warehouse_busy"),
    /** Anything else the database says no to. */
    FAILED("warehouse_failed");

    private final String wireName;

    Code(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    /** Whether a file made anew from the journal would help. */
    public boolean rebuildable() {
      return this == MISSING || this == BROKEN || this == OLDER || this == GAP;
    }
  }

  private final Code code;

  public WarehouseRefused(Code code, String message) {
    super(message);
    this.code = code;
  }

  public WarehouseRefused(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
