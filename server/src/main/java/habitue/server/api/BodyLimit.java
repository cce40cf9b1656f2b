package habitue.server.api;

import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds what a request to the API may send, whether it says so beforehand or not. */
final class BodyLimit extends OncePerRequestFilter {
  private static final int MOST = 64 << 10;

  /** Lists of addresses are longer than what one customer is told. */
  private static final int MOST_LISTED = 1 << 20;

  /** A playbook is a folder of texts. */
  private static final int MOST_OF_A_PLAYBOOK = 8 << 20;

  /** What a whole club had elsewhere: 50,000 lines and more. */
  private static final int MOST_OF_BALANCES = 8 << 20;

  /** A catalogue is larger still, and read one product at a time. */
  private static final int MOST_OF_CATALOGUE = 64 << 20;

  private static final String LISTS = "/api/suppressions";
  private static final String PLAYBOOK = "/api/playbook";
  private static final String BALANCES = "/api/loyalty/balances";
  private static final String CODES = "/api/loyalty/codes";
  private static final String CATALOGUE = "/api/products";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int most = most(request.getRequestURI());
    if (request.getContentLengthLong() > most) {
      tooLarge(most).problem().write(response);
    } else {
      chain.doFilter(new Bounded(request, most), response);
    }
  }

  private static int most(String path) {
    if (path.equals(PLAYBOOK) || path.startsWith(PLAYBOOK + "/")) {
      return MOST_OF_A_PLAYBOOK;
    }
    return switch (path) {
      case LISTS -> MOST_LISTED;
      case BALANCES, CODES -> MOST_OF_BALANCES;
      case CATALOGUE -> MOST_OF_CATALOGUE;
      default -> MOST;
    };
  }

  private static RefusedRequest tooLarge(int most) {
    String detail = "a request to this call has at most %d KB".formatted(most >> 10);
    return new RefusedRequest(Problem.of(Code.BODY_TOO_LARGE, detail));
  }

  private static final class Bounded extends HttpServletRequestWrapper {
    private final int most;

    Bounded(HttpServletRequest request, int most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), most);
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream from;
    private final int most;
    private int left;

    Counted(ServletInputStream from, int most) {
      this.from = from;
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int one = from.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
      int read = from.read(into, at, most);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge(most);
      }
    }

    @Override
    public boolean isFinished() {
      return from.isFinished();
    }

    @Override
    public boolean isReady() {
      return from.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      from.setReadListener(listener);
    }
  }
}
