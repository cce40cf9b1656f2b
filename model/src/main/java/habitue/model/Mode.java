package habitue.model;

/** Live events happen now; history tells what happened before, and sets nothing off. */
public enum Mode {
  LIVE,
  HISTORY
}
