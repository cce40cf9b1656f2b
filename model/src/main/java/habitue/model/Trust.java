package habitue.model;

/** How far a source is believed. Only the browser's key is public. */
public enum Trust {
  BROWSER,
  SERVER,
  IMPORT,
  CONSOLE;

  /** Whether it may state orders, verify addresses and speak of the past. */
  public boolean trusted() {
    return this != BROWSER;
  }
}
