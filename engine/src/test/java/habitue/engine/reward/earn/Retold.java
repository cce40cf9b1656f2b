package habitue.engine.reward.earn;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.Life;
import habitue.engine.reward.Book;
import habitue.engine.reward.BookCodec;
import habitue.model.Commitment;

/** What was decided comes to the same book, told from the beginning or read from its bytes. */
final class Retold {
  private Retold() {}

  static void check(Life life) {
    Book book = Book.EMPTY;
    for (Commitment each : life.commitments()) {
      book = book.with(each);
    }
    assertThat(life.state().book()).isEqualTo(book);
    assertThat(BookCodec.read(BookCodec.write(book))).isEqualTo(book);
  }
}
