package habitue.model;

/** The six calls of the Segment specification. */
public enum EventKind {
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS
}
