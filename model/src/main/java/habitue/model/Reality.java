package habitue.model;

/** Whether a record speaks of a real customer. Only real ones reach people and figures. */
public enum Reality {
  REAL,
  BOT,
  INTERNAL,
  TEST
}
