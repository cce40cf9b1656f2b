package habitue.store.disk;

/** The disk did not do what it was asked: full, broken or unreadable. The message says which. */
public final class DiskFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DiskFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
