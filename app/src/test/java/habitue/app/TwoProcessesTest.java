package habitue.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesTest {
  @TempDir Path folder;

  @Test
  void a_folder_that_a_server_holds_is_refused_with_the_number_of_its_process() throws Exception {
    try (var server = RunningServer.serving(folder, Map.of())) {
      for (String command : new String[] {"serve", "verify"}) {
        Process second = RunningServer.program(command, "--data", folder.toString()).start();
        String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(said)
            .contains("The data folder is held by process " + server.pid() + ".")
            .contains("Stop that one first, or use another folder.")
            .doesNotContain("Exception");
      }
      assertThat(server.post("/v1/track", "no key", "{}").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_port_that_is_taken_is_refused_in_a_sentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      for (String command : new String[] {"serve", "demo"}) {
        Process second =
            RunningServer.program(command, "--data", folder.toString(), "--port", port).start();
        String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(said).contains("127.0.0.1:" + port, "--port").doesNotContain("Exception");
      }
    }
  }
}
