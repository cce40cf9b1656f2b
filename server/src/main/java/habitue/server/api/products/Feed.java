package habitue.server.api.products;

import habitue.model.Fields;
import habitue.server.wire.RefusedRequest;
import java.io.IOException;

/** A form in which products come, one after the other. */
interface Feed {

  /** Refuses what cannot be read on; what came before was handed over. */
  void read(Metered from, Each each) throws IOException;

  /** Whether a product of it is all there is to say of it, rather than what is another now. */
  boolean whole();

  /** Takes products as they are said. */
  interface Each {
    /**
     * @param line where it began, from 1; 0 where lines mean nothing
     */
    void said(int line, Fields product);

    void unreadable(int line, RefusedRequest why);
  }
}
