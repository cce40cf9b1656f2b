package habitue.store.disk;

/** The store will not do this as it stands. The message says why and what to do. */
public final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  public StoreRefused(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A stable word for programs: {@code folder_in_use}, {@code journal_gap}… */
  public String code() {
    return code;
  }
}
