package habitue.server.sieve;

import java.util.Locale;
import java.util.Set;

/** Keeps of a web address its host, its path and the parameters that are on the list. */
final class Urls {
  /** Names under which clients put web addresses and their queries. */
  private static final Set<String> NAMES =
      Set.of(
          "url",
          "href",
          "referrer",
          "referer",
          "search",
          "path",
          "page_url",
          "landing_page",
          "landing_url",
          "landingPage",
          "page_location",
          "page_path",
          "uri",
          "initial_referrer",
          "link",
          "current_url");

  private static final String SCHEME_END = "://";

  private final Set<String> parameters;

  Urls(Set<String> parameters) {
    this.parameters = parameters;
  }

  /** The very same text when nothing is cut. */
  String cut(String name, String value) {
    boolean marked = value.indexOf('?') >= 0 || value.indexOf('#') >= 0 || value.indexOf('@') >= 0;
    if (!marked) {
      return value;
    }
    return named(name) ? cut(value) : within(value);
  }

  /** Whether an address stands here, also one without its scheme and host. */
  private static boolean named(String name) {
    return NAMES.contains(name)
        || name.endsWith("_url")
        || name.endsWith("Url")
        || name.endsWith("_uri")
        || name.endsWith("Uri");
  }

  /** A text in which whole addresses may stand, under whatever name. */
  private String within(String text) {
    int mark = text.indexOf(SCHEME_END);
    if (mark < 0) {
      return text;
    }
    var left = new StringBuilder(text.length());
    int done = 0;
    while (mark >= 0) {
      int end = end(text, mark);
      left.append(text, done, mark).append(cut(text.substring(mark, end)));
      done = end;
      mark = text.indexOf(SCHEME_END, end);
    }
    left.append(text, done, text.length());
    return left.length() == text.length() ? text : left.toString();
  }

  private static int end(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) > ' ' && "\"'<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private String cut(String url) {
    int hash = url.indexOf('#');
    String whole = withoutUser(hash < 0 ? url : url.substring(0, hash));
    int mark = whole.indexOf('?');
    if (mark < 0) {
      return whole;
    }
    var kept = new StringBuilder(whole.length()).append(whole, 0, mark);
    char before = '?';
    int start = mark + 1;
    while (start < whole.length()) {
      int end = whole.indexOf('&', start);
      int stop = end < 0 ? whole.length() : end;
      if (keeps(whole.substring(start, stop))) {
        kept.append(before).append(whole, start, stop);
        before = '&';
      }
      start = stop + 1;
    }
    return kept.length() == url.length() ? url : kept.toString();
  }

  /** Nobody's name and password before the host. */
  private static String withoutUser(String url) {
    int scheme = url.indexOf(SCHEME_END);
    int slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    int at = scheme < 0 ? -1 : url.lastIndexOf('@', slash < 0 ? url.length() : slash);
    return at > scheme ? url.substring(0, scheme + 3) + url.substring(at + 1) : url;
  }

  private boolean keeps(String parameter) {
    int equals = parameter.indexOf('=');
    String name =
        (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    if (parameters.contains(name)) {
      return true;
    }
    int underscore = name.indexOf('_');
    return underscore > 0 && parameters.contains(name.substring(0, underscore + 1) + "*");
  }
}
