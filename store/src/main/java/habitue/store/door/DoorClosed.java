package habitue.store.door;

/** Nothing can be taken in now. Nothing was lost: whoever asked has no receipt and asks again. */
public final class DoorClosed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  public DoorClosed(String code, String message) {
    super(message);
    this.code = code;
  }

  /** {@code storage_full}, {@code store_failed} or {@code stopping}. */
  public String code() {
    return code;
  }
}
