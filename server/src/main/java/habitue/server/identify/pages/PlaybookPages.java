package habitue.server.identify.pages;

import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import habitue.playbook.plan.Plan;
import habitue.playbook.rule.Vocabulary;
import habitue.playbook.yaml.Mistake;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.Shell;
import habitue.server.identify.Playbooks;
import habitue.server.identify.Previews;
import habitue.server.identify.Rehearsals;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.PublishedPlaybook;
import habitue.store.PublishedPlaybook.Origin;
import habitue.store.PublishedPlaybook.Version;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The playbook, a file at a time: written, checked, tried, rehearsed, published, rolled back. */
@Controller
final class PlaybookPages {
  private static final String USUAL = "segments.yaml";
  private static final int LONGEST = 1_000_000;
  private static final int LONGEST_CONDITION = 10_000;
  private static final int VERSIONS = 20;
  private static final String ADDRESS = "/identify/playbook";

  private final Playbooks playbooks;
  private final Previews previews;
  private final Rehearsals rehearsals;
  private final Desk desk;
  private final Pages pages;
  // Each takes every processor for a while.
  private final Semaphore trying = new Semaphore(2);

  PlaybookPages(
      Playbooks playbooks, Previews previews, Rehearsals rehearsals, Desk desk, Pages pages) {
    this.playbooks = playbooks;
    this.previews = previews;
    this.rehearsals = rehearsals;
    this.desk = desk;
    this.pages = pages;
  }

  /** What is in the editor. */
  private record Written(String file, String text, int base) {}

  @GetMapping(ADDRESS)
  ResponseEntity<String> playbook(
      HttpServletRequest request, @RequestParam(name = "file", defaultValue = USUAL) String asked) {
    Version current = playbooks.current();
    SortedMap<String, String> whole = Playbook.whole(current.files()).texts();
    String file = whole.containsKey(asked) ? asked : USUAL;
    var written = new Written(file, whole.getOrDefault(file, ""), current.version());
    return page(request, HttpStatus.OK, written, List.of(), null);
  }

  private ResponseEntity<String> page(
      HttpServletRequest request,
      HttpStatus status,
      Written written,
      List<Mistake> mistakes,
      @Nullable Integer moved) {
    Version current = playbooks.current();
    var values = new HashMap<String, Object>();
    values.put("shell", desk.shell(request, Place.IDENTIFY));
    values.put("current", current);
    values.put("names", Playbook.whole(current.files()).texts().keySet().stream().toList());
    values.put("own", current.files().texts().keySet());
    values.put("file", written.file);
    values.put("text", written.text);
    values.put("base", written.base);
    values.put("mistakes", mistakes);
    values.put("moved", moved);
    values.put("words", String.join(" ", words()));
    values.put("versions", playbooks.versions().stream().limit(VERSIONS).toList());
    values.put("refolding", playbooks.refolding());
    return pages.show(status, "identify/playbook", values);
  }

  /** What the editor completes. */
  private SortedSet<String> words() {
    Plan plan = playbooks.inForce().plan();
    return Vocabulary.of(
        plan.segments().stream().map(each -> each.named().name()).toList(),
        plan.flags().stream().map(each -> each.named().name()).toList(),
        plan.tags().stream()
            .filter(each -> each.prefix() == null)
            .map(each -> each.named().name())
            .toList());
  }

  @PostMapping(ADDRESS + "/check")
  ResponseEntity<String> check(
      HttpServletRequest request,
      @RequestParam("file") String file,
      @RequestParam("text") String text) {
    List<Mistake> mistakes = mistakes(read(file, text));
    Shell shell = desk.shell(request, Place.IDENTIFY);
    return pages.show("identify/mistakes", Map.of("shell", shell, "mistakes", mistakes));
  }

  private Playbook.Reading read(String file, String text) {
    return Playbooks.read(playbooks.with(file, plain(text)));
  }

  /** As files have it: browsers send two signs for the end of a line. */
  private static String plain(String text) {
    if (text.length() > LONGEST) {
      throw new RefusedRequest(Code.TEXT_TOO_LONG, "a file has at most a million characters");
    }
    return text.replace("\r\n", "\n");
  }

  @PostMapping(ADDRESS + "/try")
  ResponseEntity<String> tried(
      HttpServletRequest request, @RequestParam(name = "when", defaultValue = "") String when) {
    Shell shell = desk.shell(request, Place.IDENTIFY);
    var values = new HashMap<String, Object>();
    values.put("shell", shell);
    String condition = plain(when).strip();
    boolean some = !condition.isEmpty() && condition.length() <= LONGEST_CONDITION;
    Playbook.Reading reading = some ? previews.trying(condition) : null;
    values.put("mistakes", mistakes(reading));
    values.put(
        "preview",
        reading instanceof Playbook.Reading.Good(Playbook tried) ? previewed(tried) : null);
    return pages.show("identify/tried", values);
  }

  private static List<Mistake> mistakes(Playbook.@Nullable Reading reading) {
    return reading instanceof Playbook.Reading.Bad(List<Mistake> found) ? found : List.of();
  }

  private Previews.Preview previewed(Playbook tried) {
    trying.acquireUninterruptibly();
    try {
      return previews.preview(tried, Previews.ESTIMATE);
    } finally {
      trying.release();
    }
  }

  @PostMapping(ADDRESS + "/rehearse")
  ResponseEntity<String> rehearse(
      HttpServletRequest request,
      @RequestParam("file") String file,
      @RequestParam("text") String text) {
    Shell shell = desk.shell(request, Place.IDENTIFY);
    return switch (read(file, text)) {
      case Playbook.Reading.Bad(List<Mistake> mistakes) ->
          pages.show("identify/mistakes", Map.of("shell", shell, "mistakes", mistakes));
      case Playbook.Reading.Good(Playbook playbook) ->
          pages.show(
              "identify/rehearsed", Map.of("shell", shell, "rehearsal", rehearsed(playbook)));
    };
  }

  private Rehearsals.Rehearsal rehearsed(Playbook playbook) {
    trying.acquireUninterruptibly();
    try {
      return rehearsals.rehearse(playbook, Rehearsals.LONGEST);
    } finally {
      trying.release();
    }
  }

  @PostMapping(ADDRESS + "/publish")
  ResponseEntity<String> publish(
      HttpServletRequest request,
      @RequestParam("file") String file,
      @RequestParam("text") String said,
      @RequestParam("base") int base) {
    String text = plain(said);
    var written = new Written(file, text, base);
    return switch (read(file, text)) {
      case Playbook.Reading.Bad(List<Mistake> mistakes) ->
          page(request, HttpStatus.UNPROCESSABLE_CONTENT, written, mistakes, null);
      case Playbook.Reading.Good(Playbook playbook) -> publish(request, written, playbook);
    };
  }

  private ResponseEntity<String> publish(
      HttpServletRequest request, Written written, Playbook playbook) {
    try {
      PublishedPlaybook published =
          playbooks.publish(playbook, written.base, Desk.author(request), Origin.CONSOLE);
      String key = published.version() == written.base ? "playbook.same" : "playbook.published";
      Desk.leaveNotice(request, true, key, "" + published.version());
      return Pages.seeOther(ADDRESS + "?file=" + written.file);
    } catch (RefusedRequest moved) {
      if (moved.problem().code() != Code.PLAYBOOK_MOVED) {
        throw moved;
      }
      int newer = playbooks.current().version();
      return page(request, HttpStatus.CONFLICT, written, List.of(), newer);
    }
  }

  @GetMapping(ADDRESS + "/versions/{number}")
  ResponseEntity<String> version(HttpServletRequest request, @PathVariable int number) {
    Version version = playbooks.version(number);
    Version current = playbooks.current();
    return pages.show(
        "identify/version",
        Map.of(
            "shell",
            desk.shell(request, Place.IDENTIFY),
            "version",
            version,
            "current",
            current,
            "differences",
            Difference.of(texts(version.files()), texts(current.files()))));
  }

  private static Map<String, String> texts(PlaybookFiles files) {
    return Playbook.whole(files).texts();
  }

  @PostMapping(ADDRESS + "/rollback")
  ResponseEntity<String> rollback(
      HttpServletRequest request, @RequestParam("to") int to, @RequestParam("base") int base) {
    PublishedPlaybook published =
        playbooks.rollback(to, base, Desk.author(request), Origin.CONSOLE);
    Desk.leaveNotice(request, true, "playbook.published", "" + published.version());
    return Pages.seeOther(ADDRESS);
  }
}
