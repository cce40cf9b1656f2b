package habitue.server.loyalty.opening;

import habitue.model.CustomerId;
import habitue.model.Fields;

/** A line of a file that was right: what it says of whom. */
interface Line {
  long line();

  CustomerId customer();

  /** What is asked for them in a programme. */
  Fields details(String programme);
}
