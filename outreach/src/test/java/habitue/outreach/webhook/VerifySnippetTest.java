package habitue.outreach.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's way of checking a signature, as it is printed there. */
class VerifySnippetTest {
  private static final Path GUIDE = Path.of("../docs/guides/facts.md");

  @Test
  void the_guides_snippet_tells_right_from_wrong(@TempDir Path folder) throws Exception {
    Matcher snippet =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
    assertThat(snippet.find()).isTrue();
    Path source = Files.writeString(folder.resolve("Verify.java"), snippet.group(1));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
        .isZero();
    URL[] classes = {folder.toUri().toURL()};
    try (var loader = new URLClassLoader(classes)) {
      check(
          loader
              .loadClass("Verify")
              .getMethod(
                  "signed", String.class, String.class, String.class, String.class, byte[].class));
    }
  }

  private static void check(Method signed) throws Exception {
    String secret = Signature.newSecret();
    byte[] body = "{\"type\":\"facts\"}".getBytes(StandardCharsets.UTF_8);
    long now = System.currentTimeMillis() / 1000;
    String right = Signature.of(secret, "msg_1", now, body);
    String old = Signature.of(secret, "msg_1", now - 3_600, body);
    assertThat(signed.invoke(null, secret, "msg_1", "" + now, right, body)).isEqualTo(true);
    assertThat(signed.invoke(null, secret, "msg_1", "" + now, "v1,AAAA " + right, body))
        .isEqualTo(true);
    assertThat(signed.invoke(null, secret, "msg_2", "" + now, right, body)).isEqualTo(false);
    assertThat(signed.invoke(null, secret, "msg_1", "" + (now + 1), right, body)).isEqualTo(false);
    assertThat(signed.invoke(null, secret, "msg_1", "" + (now - 3_600), old, body))
        .isEqualTo(false);
  }
}
