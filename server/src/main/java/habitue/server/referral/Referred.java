package habitue.server.referral;

import habitue.model.Fields;
import habitue.model.Strand;
import habitue.model.Value;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Referral;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/*
 * A code is looked for once, when a message comes in: what the journal says of whose word brought
 * someone is what the server found, and nothing that a client wrote. So an event may say a code that
 * was made up, and is taken without it.
 */

/** Finds the code that a message came with, and writes down whose it is. */
public final class Referred {
  private static final String CONTEXT = "context";
  private static final String REFERRAL = "referral";
  private static final String CODE = "code";

  private final Codes codes;
  private final Supplier<List<Programme>> programmes;
  private final Counter taken;
  private final Counter refused;

  /**
   * @param programmes those in force
   */
  public Referred(Codes codes, Supplier<List<Programme>> programmes, MeterRegistry registry) {
    this.codes = codes;
    this.programmes = programmes;
    this.taken = counter("taken", registry);
    this.refused = counter("refused", registry);
  }

  private static Counter counter(String outcome, MeterRegistry registry) {
    return Counter.builder("habitue.collect.referrals").tag("outcome", outcome).register(registry);
  }

  /** The message with whose code it came with, and with nothing else in its place. */
  public Fields read(Fields message) {
    Fields bare = without(message);
    List<Referral> offered =
        programmes.get().stream().flatMap(each -> Stream.ofNullable(each.referral())).toList();
    String said = offered.isEmpty() ? "" : code(message, offered);
    if (said.isEmpty()) {
      return bare;
    }
    Strand strand = codes.read(said).orElse(null);
    if (strand == null) {
      refused.increment();
      return bare;
    }
    taken.increment();
    Fields found = Fields.of("strand", Value.of(strand.number()));
    return bare.with(CONTEXT, bare.fields(CONTEXT).with(REFERRAL, found));
  }

  /** The message without what a client wrote where whose code it was stands. */
  public static Fields without(Fields message) {
    Fields context = message.fields(CONTEXT);
    return context.value(REFERRAL).isEmpty()
        ? message
        : message.with(CONTEXT, context.without(REFERRAL));
  }

  private static String code(Fields message, List<Referral> offered) {
    Fields properties = message.fields("properties");
    Fields context = message.fields(CONTEXT);
    String property = properties.text("referral_code").orElse("");
    String said = property.isEmpty() ? context.fields(REFERRAL).text(CODE).orElse("") : property;
    if (!said.isEmpty()) {
      return said;
    }
    Fields page = context.fields("page");
    return Stream.of(page.text("url"), page.text("search"), properties.text("url"))
        .flatMap(each -> each.stream())
        .flatMap(each -> offered.stream().map(offer -> parameter(each, offer.parameter())))
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** What an address says under a parameter; empty for nothing. */
  private static String parameter(String address, String name) {
    int query = address.indexOf('?');
    if (name.isEmpty() || query < 0) {
      return "";
    }
    int hash = address.indexOf('#', query);
    String said = address.substring(query + 1, hash < 0 ? address.length() : hash);
    for (String each : said.split("&", -1)) {
      if (each.startsWith(name + "=")) {
        return each.substring(name.length() + 1);
      }
    }
    return "";
  }
}
