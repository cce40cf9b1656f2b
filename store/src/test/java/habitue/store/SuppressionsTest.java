package habitue.store;

import static org.assertj.core.api.Assertions.assertThat;

import habitue.engine.trust.Destination;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.store.Suppressions.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");
  private static final String ADA = "ada.lovelace@example.org";

  @TempDir Path folder;

  @Test
  void an_address_is_known_again_after_a_restart_and_can_be_lifted() {
    String id;
    try (Store store = open(folder)) {
      Suppressions list = store.suppressions();
      assertThat(list.includes(Channel.EMAIL, ADA, "marketing")).isFalse();
      assertThat(list.add(List.of(all(ADA), all(ADA)), AT)).isEqualTo(1);
      assertThat(list.add(List.of(all(ADA)), AT.plusSeconds(9))).isZero();
      id = list.find(Channel.EMAIL, ADA).getFirst().id();
    }
    try (Store store = open(folder)) {
      Suppressions list = store.suppressions();
      assertThat(list.includes(Channel.EMAIL, ADA, "contract")).isTrue();
      assertThat(list.includes(Channel.EMAIL, "grace@example.org", "contract")).isFalse();
      assertThat(list.includes(Channel.POST, ADA, "contract")).isFalse();
      assertThat(list.find(Channel.EMAIL, ADA))
          .containsExactly(new Suppressions.Entry(id, Channel.EMAIL, "", AT, "unsubscribed"));
      assertThat(list.counts())
          .containsExactly(new Suppressions.Count(Channel.EMAIL, "unsubscribed", 1));
      assertThat(list.lift(id)).isPresent();
      assertThat(list.lift(id)).isEmpty();
      assertThat(list.lift("ada")).isEmpty();
      assertThat(list.includes(Channel.EMAIL, ADA, "contract")).isFalse();
      assertThat(list.count()).isZero();
    }
  }

  @Test
  void an_address_kept_in_a_former_form_is_still_suppressed() {
    try (Store store = open(folder)) {
      Suppressions list = store.suppressions();
      list.add(List.of(new Asked(Channel.SMS, "+330612345678", "", "unsubscribed")), AT);
      Value phone = Value.of("+33 (0)6 12 34 56 78");
      assertThat(Destination.barred(Channel.SMS, phone, list, "marketing")).isTrue();
      assertThat(Destination.barred(Channel.EMAIL, phone, list, "marketing")).isFalse();
    }
  }

  @Test
  void one_of_marketing_leaves_what_belongs_to_an_order() {
    try (Store store = open(folder)) {
      Suppressions list = store.suppressions();
      list.add(List.of(new Asked(Channel.EMAIL, ADA, "marketing", "complained")), AT);
      assertThat(list.includes(Channel.EMAIL, ADA, "marketing")).isTrue();
      assertThat(list.includes(Channel.EMAIL, ADA, "contract")).isFalse();
    }
  }

  @Test
  void no_byte_of_the_address_is_kept_and_a_backup_knows_it_still() throws IOException {
    Path backup = folder.resolve("backup");
    Path copy = folder.resolve("copy");
    try (Store store = open(folder.resolve("one"))) {
      store.suppressions().add(List.of(all(ADA)), AT);
      store.backup(backup);
    }
    for (Path place : List.of(folder.resolve("one"), backup)) {
      assertThat(holds(place, "lovelace")).as("%s", place).isFalse();
      assertThat(holds(place, "unsubscribed")).as("the search finds what is there").isTrue();
    }
    Store.restore(backup, copy, null);
    try (Store store = open(copy)) {
      assertThat(store.suppressions().includes(Channel.EMAIL, ADA, "marketing")).isTrue();
    }
    try (Store other = open(folder.resolve("other"))) {
      other.suppressions().add(List.of(all(ADA)), AT);
      try (Store store = open(copy)) {
        assertThat(other.suppressions().find(Channel.EMAIL, ADA).getFirst().id())
            .as("each installation hashes with a key of its own")
            .isNotEqualTo(store.suppressions().find(Channel.EMAIL, ADA).getFirst().id());
      }
    }
  }

  @Test
  void addresses_are_compared_in_one_form() {
    assertThat(normal(Channel.EMAIL, " Ada.Lovelace@Example.ORG ")).isEqualTo(ADA);
    assertThat(normal(Channel.SMS, "0033 6 12-34 56 78")).isEqualTo("+33612345678");
    assertThat(Destination.normal(Channel.EMAIL, Value.of("nobody"))).isEmpty();
    Fields parts =
        Fields.of("street", Value.of("12, rue de l'Été"))
            .with("postalCode", "75001")
            .with("city", "PARIS")
            .with("country", "FR");
    assertThat(Destination.normal(Channel.POST, parts))
        .contains(normal(Channel.POST, "12 rue de l’été 75001 Paris"));
  }

  private static String normal(Channel channel, String address) {
    return Destination.normal(channel, Value.of(address)).orElseThrow();
  }

  private static Asked all(String address) {
    return new Asked(Channel.EMAIL, address, "", "unsubscribed");
  }

  private static Store open(Path folder) {
    return Store.open(folder, Options.of(StoreTest.CONTEXT));
  }

  private static boolean holds(Path folder, String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
