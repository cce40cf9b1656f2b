package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.playbook.Playbook;
import habitue.playbook.PlaybookFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedPlaybookTest {
  private static final PublishedPlaybook.By BY =
      new PublishedPlaybook.By("ada", PublishedPlaybook.Origin.API, Instant.EPOCH);

  @TempDir private Path folder = Path.of("");

  @Test
  void a_playbook_is_published_only_where_it_is_another_than_the_last() {
    try (Store store = Store.open(folder, Options.of(StoreTest.CONTEXT))) {
      Settings settings = store.settings();
      assertThat(PublishedPlaybook.of(settings))
          .isEqualTo(new PublishedPlaybook(0, Playbook.DEFAULT));
      assertThat(PublishedPlaybook.publish(settings, Playbook.DEFAULT, BY).version()).isZero();
      Playbook own = own();
      assertThat(PublishedPlaybook.publish(settings, own, BY).version()).isEqualTo(1);
      assertThat(PublishedPlaybook.publish(settings, own, BY).version()).isEqualTo(1);
      assertThat(PublishedPlaybook.of(settings)).isEqualTo(new PublishedPlaybook(1, own));
      assertThat(PublishedPlaybook.publish(settings, Playbook.DEFAULT, BY).version()).isEqualTo(2);
      assertThat(settings.find("playbook/1")).isPresent();
    }
  }

  private static Playbook own() {
    String text =
        """
        purposes:
          measure: {label: Count}
          personalise: {label: Adapt}
          advertise: {label: Advertise}
        channels:
          email: {label: E-mail, basis: confirmed-consent}
          sms: {label: SMS, basis: consent}
          push: {label: Push, basis: consent}
          phone: {label: Phone, basis: consent}
          post: {label: Post, basis: consent}
        """;
    var files = PlaybookFiles.of(Map.of("purposes.yaml", text));
    return ((Playbook.Reading.Good) Playbook.read(files)).playbook();
  }
}
