package habitue.server.api;

import habitue.engine.trust.Consents;
import habitue.engine.trust.Destination;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.playbook.trust.Purpose;
import habitue.server.wire.Code;
import habitue.server.wire.Csv;
import habitue.server.wire.RefusedRequest;
import habitue.store.Suppressions.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says of addresses to be suppressed. No refusal repeats one. */
final class SuppressionReader {
  /** The most addresses of one request. */
  static final int MOST = 10_000;

  private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Set<String> PURPOSES = Set.of("", Consents.MARKETING, Purpose.CONTRACT);
  private static final Set<String> COLUMNS = Set.of("channel", "address", "reason", "purpose");

  private SuppressionReader() {}

  /**
   * As a request writes it.
   *
   * @param channel email, sms, phone, post or push
   * @param reason a word such as unsubscribed, complained or bounced
   * @param purpose marketing or contract; left out for all that would go there
   */
  record Address(
      @Nullable String channel,
      @Nullable String address,
      @Nullable String reason,
      @Nullable String purpose) {}

  static Asked read(Address said) {
    Channel channel = channel(said.channel());
    String reason = said.reason() == null ? "" : said.reason().strip();
    if (!REASON.matcher(reason).matches()) {
      throw new RefusedRequest(
          reason.isEmpty() ? Code.MISSING_FIELD : Code.BAD_REQUEST,
          "reason is a word such as unsubscribed, complained or bounced",
          "reason");
    }
    return new Asked(channel, address(channel, said.address()), purpose(said.purpose()), reason);
  }

  static Channel channel(@Nullable String said) {
    return Optional.ofNullable(said)
        .flatMap(Channel::named)
        .orElseThrow(() ->
            new RefusedRequest(
                said == null ? Code.MISSING_FIELD : Code.BAD_REQUEST,
                "channel is email, sms, phone, post or push",
                "channel"));
  }

  private static String address(Channel channel, @Nullable String said) {
    return Destination.normal(channel, needed(said)).orElseThrow(SuppressionReader::noAddress);
  }

  /** All forms in which the list may hold an address. */
  static List<String> forms(Channel channel, @Nullable String said) {
    List<String> forms = Destination.forms(channel, needed(said)).toList();
    if (forms.isEmpty()) {
      throw noAddress();
    }
    return forms;
  }

  private static Value needed(@Nullable String said) {
    if (said == null || said.isBlank()) {
      throw new RefusedRequest(Code.MISSING_FIELD, "address is needed", "address");
    }
    return Value.of(said);
  }

  private static RefusedRequest noAddress() {
    return new RefusedRequest(Code.BAD_REQUEST, "this is no address of the channel", "address");
  }

  private static String purpose(@Nullable String said) {
    String purpose = said == null ? "" : said.strip();
    if (!PURPOSES.contains(purpose)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "purpose is marketing, contract or left out", "purpose");
    }
    return purpose;
  }

  /**
   * The lines of a CSV text with a head.
   *
   * @param usual what holds where a line says nothing
   */
  static List<Address> csv(String text, Address usual) {
    List<List<String>> rows = Csv.rows(text);
    List<String> head =
        rows.isEmpty()
            ? List.of()
            : rows.getFirst().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (!head.contains("address") || !COLUMNS.containsAll(head)) {
      throw new RefusedRequest(
          Code.BAD_REQUEST,
          "the first line names the columns: address, and where they differ from line to line"
              + " channel, reason and purpose");
    }
    var said = new ArrayList<Address>();
    for (List<String> row : rows.subList(1, rows.size())) {
      said.add(
          new Address(
              cell(head, row, "channel", usual.channel()),
              cell(head, row, "address", null),
              cell(head, row, "reason", usual.reason()),
              cell(head, row, "purpose", usual.purpose())));
    }
    return said;
  }

  private static @Nullable String cell(
      List<String> head, List<String> row, String name, @Nullable String usual) {
    int at = head.indexOf(name);
    String cell = at < 0 || at >= row.size() ? "" : row.get(at);
    return cell.isEmpty() ? usual : cell;
  }

  /** What of a list can be used, and what is at fault, by its place from 0. */
  static Map<Integer, RefusedRequest> readAll(List<Address> said, List<Asked> to) {
    if (said.size() > MOST) {
      throw new RefusedRequest(
          Code.BAD_REQUEST, "a request has at most 10,000 addresses", "suppressions");
    }
    var faults = new TreeMap<Integer, RefusedRequest>();
    for (int i = 0; i < said.size(); i++) {
      try {
        to.add(read(said.get(i)));
      } catch (RefusedRequest fault) {
        faults.put(i, fault);
      }
    }
    return faults;
  }
}
