package habitue.server.loyalty.opening;

/** A column that a file may have. */
interface Heading {
  String written();

  boolean needed();
}
