package habitue.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Addresses of style and scripts. Each carries its version, so that it may be kept for long and a
 * new program is seen at once.
 */
public record Assets(
    String pico,
    String style,
    String htmx,
    String echarts,
    String script,
    String today,
    String editor) {
  private static final String WEBJARS = "META-INF/resources/webjars/";

  public static Assets find() {
    return new Assets(
        webjar("picocss__pico/*/css/pico.min.css"),
        own("habitue.css"),
        webjar("htmx.org/*/dist/htmx.min.js"),
        webjar("echarts/*/echarts.common.min.js"),
        own("habitue.js"),
        own("today.js"),
        own("editor.js"));
  }

  private static String webjar(String pattern) {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + WEBJARS + pattern);
      if (found.length != 1) {
        throw new IllegalStateException(found.length + " versions of " + pattern);
      }
      String url = found[0].getURL().toString();
      return "/webjars/" + url.substring(url.indexOf(WEBJARS) + WEBJARS.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String own(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/static/assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      var sum = new CRC32C();
      sum.update(in.readAllBytes());
      return "/assets/" + name + "?v=" + HexFormat.of().toHexDigits((int) sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
