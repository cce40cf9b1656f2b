package habitue.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Someone with a browser: keeps cookies, sends forms with their token, follows nothing. */
public final class Visitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final RunningServer server;
  private final Map<String, String> cookies = new TreeMap<>();

  public Visitor(RunningServer server) {
    this.server = server;
  }

  public HttpResponse<String> get(String path) {
    return keep(server.send(asked(path)));
  }

  private HttpRequest.Builder asked(String path) {
    String cookie =
        cookies.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("; "));
    return server
        .request(path)
        .header("Cookie", cookie.isEmpty() ? "none=1" : cookie)
        .header("Accept", "text/html");
  }

  /** What a stream of events says until a word stands in it, once something has happened. */
  public String hear(String path, String word, Runnable happening) {
    HttpRequest.Builder listening = asked(path).setHeader("Accept", "text/event-stream");
    try (Stream<String> lines = server.lines(listening)) {
      Iterator<String> each = lines.iterator();
      var heard = new StringBuilder(each.next());
      happening.run();
      while (each.hasNext() && heard.indexOf(word) < 0) {
        heard.append(each.next()).append('\n');
      }
      return heard.toString();
    }
  }

  /** Posts a form: names and values in turn. */
  public HttpResponse<String> post(String path, String... fields) {
    return send(path, get(CsrfPage.PATH).body(), fields);
  }

  /** Posts a form that stands on a page, with the token it has there. */
  public HttpResponse<String> submit(String page, String path, String... fields) {
    Matcher token = TOKEN.matcher(get(page).body());
    return send(path, token.find() ? token.group(1) : "", fields);
  }

  /** Posts a form that stands on a page with a file of text, as browsers send one. */
  public HttpResponse<String> upload(String page, String path, String field, String text) {
    Matcher token = TOKEN.matcher(get(page).body());
    String csrf = token.find() ? token.group(1) : "";
    String part = "--part\r\nContent-Disposition: form-data; name=\"";
    String body =
        part
            + "_csrf\"\r\n\r\n"
            + csrf
            + "\r\n"
            + part
            + field
            + "\"; filename=\"file.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            + text
            + "\r\n--part--\r\n";
    return keep(
        server.send(
            asked(path)
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  /** Posts a form with any token. */
  public HttpResponse<String> send(String path, String token, String... fields) {
    var form = new StringBuilder("_csrf=").append(encoded(token));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
    }
    return keep(
        server.send(
            asked(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))));
  }

  /** Signs in; where it leads. */
  public String signIn(String user, String password) {
    return location(post("/sign-in", "username", user, "password", password));
  }

  public Visitor admin() {
    signIn("admin", RunningServer.PASSWORD);
    return this;
  }

  /** Whether the console is open to them. */
  public boolean inside() {
    return get("/account").statusCode() == 200;
  }

  /** What the cookie of their session says. */
  public String session() {
    return cookies.getOrDefault("habitue", "");
  }

  private HttpResponse<String> keep(HttpResponse<String> answer) {
    for (String set : answer.headers().allValues("Set-Cookie")) {
      String[] pair = set.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return answer;
  }

  /** The path of where an answer leads. */
  public static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
