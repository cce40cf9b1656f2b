package habitue.server.privacy;

/** What a person may ask of a shop that passes it on (GDPR, articles 17 and 15). */
public enum Right {
  ERASE,
  EXPORT
}
