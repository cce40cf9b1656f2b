package habitue.server.console;

import habitue.server.console.view.Moment;
import habitue.server.console.view.Shop;
import habitue.server.console.words.Words;
import habitue.server.people.User;
import habitue.server.people.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What happens, as it happens, as server-sent events. Each is a rendered line, so that names are
 * escaped once and in one place. A reader too slow for what happens gets the newest.
 */
@Controller
final class LiveStream {
  private static final int KEPT = 12;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BEATS_BETWEEN_SIGNS = 15;

  /** After this the browser comes back by itself, and is asked again who it is. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final ConsoleData data;
  private final Desk desk;
  private final Pages pages;
  private final Users users;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();

  LiveStream(ConsoleData data, Desk desk, Pages pages, Users users) {
    this.data = data;
    this.desk = desk;
    this.pages = pages;
    this.users = users;
  }

  @GetMapping(path = "/live", produces = "text/event-stream")
  SseEmitter live(
      HttpServletRequest request,
      @RequestParam(name = "store", required = false) @Nullable String store) {
    Shop shop = data.shop();
    var line =
        new Line(
            pages, desk.words(request, shop), new SseEmitter(LIFE.toMillis()), stands(request));
    boolean known = store != null && shop.stores().contains(store);
    ConsoleData.Following following = data.follow(known ? store : null, line::offer);
    line.emitter.onCompletion(() -> line.over.set(true));
    line.emitter.onTimeout(() -> line.over.set(true));
    line.emitter.onError(_ -> line.over.set(true));
    lines.add(line);
    Thread.ofVirtual()
        .name("live")
        .start(() -> {
          try (following) {
            line.run();
          } finally {
            lines.remove(line);
          }
        });
    return line.emitter;
  }

  /** Before the server waits for its last requests: these would never end by themselves. */
  @EventListener
  void closing(ContextClosedEvent closing) {
    lines.forEach(line -> line.over.set(true));
    lines.forEach(Line::complete);
  }

  /** Whether the account still is as it was when its reader came. */
  private BooleanSupplier stands(HttpServletRequest request) {
    String name = Desk.author(request);
    Optional<Integer> epoch = users.find(name).map(User::epoch);
    return () -> users.find(name).map(User::epoch).equals(epoch);
  }

  /** One reader's connection: the newest moments wait here until the next beat. */
  private static final class Line {
    private final Pages pages;
    private final Words words;
    private final SseEmitter emitter;
    private final BooleanSupplier stands;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Deque<Moment> waiting = new ArrayDeque<>();

    Line(Pages pages, Words words, SseEmitter emitter, BooleanSupplier stands) {
      this.stands = stands;
      this.pages = pages;
      this.words = words;
      this.emitter = emitter;
    }

    void offer(Moment moment) {
      synchronized (waiting) {
        if (waiting.size() == KEPT) {
          waiting.removeFirst();
        }
        waiting.addLast(moment);
      }
    }

    private List<Moment> take() {
      synchronized (waiting) {
        var taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
      }
    }

    void run() {
      try {
        emitter.send(SseEmitter.event().name("open").data("").reconnectTime(3_000));
        for (int beat = 1; !over.get() && stands.getAsBoolean(); beat++) {
          send(take(), beat % BEATS_BETWEEN_SIGNS == 0);
          Thread.sleep(PAUSE);
        }
        if (!over.get()) {
          complete();
        }
      } catch (IOException | IllegalStateException gone) {
        // The browser went away, and the container ends the request: there is nobody to tell.
        over.set(true);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        complete();
      }
    }

    private void complete() {
      try {
        emitter.complete();
      } catch (IllegalStateException gone) {
        // It was over already.
      }
    }

    private void send(List<Moment> moments, boolean sign) throws IOException {
      if (!moments.isEmpty()) {
        var html = new StringBuilder();
        for (Moment moment : moments.reversed()) {
          html.append(pages.render("live", Map.of("words", words, "moment", moment)).strip());
        }
        emitter.send(SseEmitter.event().name("moments").data(html.toString()));
      } else if (sign) {
        emitter.send(SseEmitter.event().comment("here"));
      }
    }
  }
}
