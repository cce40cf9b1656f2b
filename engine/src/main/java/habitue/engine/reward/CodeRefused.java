package habitue.engine.reward;

import habitue.engine.Pledge;
import habitue.model.Because;
import habitue.model.Fields;
import habitue.model.Strand;
import org.jspecify.annotations.Nullable;

/** An order named a code that it could not use: told of whose order it is, and nothing more. */
public final class CodeRefused {
  public static final String NAME = "Code Refused";

  private CodeRefused() {}

  /**
   * @param details {@code programme}, {@code order}, {@code store}, {@code why} and, as far as it
   *     may be told, {@code code}
   * @param strand of whose order it is; null for that of the record
   */
  public static Pledge pledge(Fields details, @Nullable Strand strand, Because because) {
    return new Pledge(NAME, details, because, strand);
  }
}
