package habitue.server.hooks;

import habitue.model.Fields;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.collect.KnownSource;
import habitue.server.collect.Sources;
import habitue.server.security.NewKey;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import habitue.store.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks that sources receive, among the settings of the store. Each belongs to a source
 * whose write key nobody is told.
 */
public final class Hooks {
  private static final String NAME = "hooks";

  private final Settings settings;
  private final Sources sources;

  public Hooks(Settings settings, Sources sources) {
    this.settings = settings;
    this.sources = sources;
  }

  /**
   * A webhook a colleague asks for.
   *
   * @param secret the shop's own; empty to have one made
   * @param vouches whether every e-mail the shop sends counts as verified
   * @param numbers what its numbers of customers are worth; null where nobody said
   */
  public record Asked(
      String name,
      HookKind kind,
      String store,
      String channel,
      String secret,
      boolean vouches,
      @Nullable CustomerNumbers numbers) {}

  /**
   * A webhook just made.
   *
   * @param path where to send it
   * @param secret shown this once; empty when it is the shop's own
   */
  public record Made(KnownSource source, String path, String secret) {}

  /** A webhook and the source it speaks for. */
  record Found(KnownSource source, Hook hook) {
    /** What stands before its numbers of customers. */
    String within() {
      return switch (hook.numbers()) {
        case SHARED -> "";
        case OWN -> source.source().store() + ":";
      };
    }
  }

  /**
   * Makes a source that receives webhooks; refuses one whose customers could be taken for those of
   * another shop.
   */
  public Made add(Asked asked) {
    CustomerNumbers numbers = numbers(asked);
    String channel = asked.channel().isEmpty() ? "shop" : asked.channel();
    KnownSource source =
        sources.add(asked.name(), Trust.SERVER, asked.store(), channel, List.of()).source();
    boolean own = !asked.secret().isEmpty();
    String secret = own ? asked.secret() : NewKey.of("hbh");
    int number = source.source().number();
    save(new Hook(number, asked.kind(), secret, asked.vouches(), numbers));
    return new Made(source, "/v1/hooks/" + number, own ? "" : secret);
  }

  private CustomerNumbers numbers(Asked asked) {
    CustomerNumbers said = asked.numbers();
    if (said == CustomerNumbers.OWN && asked.store().isEmpty()) {
      String words = "numbers of its own need a store to count within";
      throw new RefusedRequest(Code.BAD_REQUEST, words, "store");
    }
    return said == null ? usual(asked) : said;
  }

  /** As the shop of the same store has it. The first shop's numbers are the brand's. */
  private CustomerNumbers usual(Asked asked) {
    if (!asked.kind().numbersCustomers()) {
      return CustomerNumbers.SHARED;
    }
    List<Hook> shops = all().stream().filter(hook -> hook.kind().numbersCustomers()).toList();
    Optional<CustomerNumbers> before =
        shops.stream()
            .filter(hook -> store(hook).equals(asked.store()))
            .map(Hook::numbers)
            .findFirst();
    if (before.isEmpty() && !shops.isEmpty()) {
      throw new RefusedRequest(
          Code.CUSTOMERS_COLLIDE,
          "another shop numbers its customers too: say own, and customer 12 of this store is the"
              + " userId STORE:12, or shared, where both count the same people",
          "customerNumbers");
    }
    return before.orElse(CustomerNumbers.SHARED);
  }

  private String store(Hook hook) {
    return sources.find(hook.source()).map(known -> known.source().store()).orElse("");
  }

  /** What kind of webhook a source receives, if it does. */
  public Optional<HookKind> kindOf(int source) {
    return find(source).map(Hook::kind);
  }

  /** By the number that stands in the address; a source that has ended is at none. */
  Optional<Found> at(String number) {
    return number.matches("[0-9]{1,9}") ? at(Integer.parseInt(number)) : Optional.empty();
  }

  private Optional<Found> at(int number) {
    return find(number)
        .flatMap(hook ->
            sources.find(number).filter(sources::open).map(source -> new Found(source, hook)));
  }

  private Optional<Hook> find(int source) {
    return all().stream().filter(hook -> hook.source() == source).findFirst();
  }

  private void save(Hook hook) {
    synchronized (settings) {
      var hooks = new ArrayList<>(all());
      hooks.add(hook);
      List<Value> written = hooks.stream().map(Hooks::write).toList();
      settings.put(NAME, Fields.of(NAME, new Value.Many(written)));
    }
  }

  private List<Hook> all() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .map(each -> read((Fields) each))
        .toList();
  }

  private static Value write(Hook hook) {
    return Fields.of("source", Value.of(hook.source()))
        .with("kind", hook.kind().wireName())
        .with("secret", hook.secret())
        .with("vouches", Value.of(hook.vouches()))
        .with("customerNumbers", hook.numbers().wireName());
  }

  private static Hook read(Fields said) {
    return new Hook(
        said.number("source").orElseThrow().intValueExact(),
        HookKind.named(said.text("kind").orElseThrow()).orElseThrow(),
        said.text("secret").orElseThrow(),
        said.flag("vouches").orElse(false),
        said.text("customerNumbers")
            .flatMap(CustomerNumbers::named)
            .orElse(CustomerNumbers.SHARED));
  }
}
