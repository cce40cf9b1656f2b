package habitue.server.keys;

import habitue.model.Fields;
import habitue.model.Trust;
import habitue.model.Value;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.collect.KnownSource;
import habitue.server.collect.Sources;
import habitue.server.hooks.Hooks;
import habitue.server.security.ApiKey;
import habitue.server.security.ApiKeys;
import habitue.server.security.KeyUses;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where keys are listed, made, rotated and ended, whoever asks. Every change is audited. */
@Component
public final class KeyRegister implements Keys {
  /** How long a secret stays valid beside the one that takes its place, unless someone says. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final int MOST_KEYS = 1_000;

  private final Sources sources;
  private final Hooks hooks;
  private final ApiKeys machines;
  private final KeyUses uses;
  private final Audit audit;
  private final InstantSource clock;

  KeyRegister(
      Sources sources,
      Hooks hooks,
      ApiKeys machines,
      KeyUses uses,
      Audit audit,
      InstantSource clock) {
    this.hooks = hooks;
    this.sources = sources;
    this.machines = machines;
    this.uses = uses;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<KnownKey> all() {
    return Stream.concat(
            sources.all().stream().map(this::known), machines.all().stream().map(this::known))
        .toList();
  }

  @Override
  public synchronized Made make(AskedKey asked, String author) {
    asked.check(clock.instant());
    List<KnownKey> all = all();
    if (all.size() >= MOST_KEYS) {
      throw new RefusedRequest(Code.TOO_MANY_KEYS, "at most 1,000 keys are kept");
    }
    if (all.stream().anyMatch(key -> key.name().equalsIgnoreCase(asked.name()))) {
      throw new RefusedRequest(Code.NAME_TAKEN, "there is a key or source of this name", "name");
    }
    Made made = asked.kind() == KeyKind.API ? machine(asked) : source(asked);
    audit.record(author, Action.KEY_CREATED, made.key().id());
    return made;
  }

  private Made machine(AskedKey asked) {
    return made(
        machines.add(
            asked.name(),
            asked.machineScopes(),
            Set.copyOf(asked.stores()),
            asked.expires(),
            asked.rate()));
  }

  private Made source(AskedKey asked) {
    return made(
        sources.add(
            asked.name(),
            asked.kind() == KeyKind.BROWSER ? Trust.BROWSER : Trust.SERVER,
            asked.stores().isEmpty() ? "" : asked.stores().getFirst(),
            asked.channel(),
            asked.origins(),
            new Sources.Terms(asked.expires(), asked.rate())));
  }

  @Override
  public synchronized Made rotate(String id, @Nullable Instant untilOld, String author) {
    Instant now = clock.instant();
    KnownKey key = find(id);
    Instant until = untilOld == null ? now.plus(OVERLAP) : untilOld;
    if (until.isAfter(now.plus(LONGEST_OVERLAP))) {
      throw new RefusedRequest(Code.BAD_REQUEST, "until is at most 30 days from now", "until");
    }
    refuseToRotate(key, now);
    Made made =
        key.kind() == KeyKind.API
            ? made(machines.rotate(number(id), until).orElseThrow(KeyRegister::unknown))
            : made(sources.rotate(number(id), until).orElseThrow(KeyRegister::unknown));
    audit.record(author, Action.KEY_ROTATED, id);
    return made;
  }

  /** A new secret of a key that ended, or that nobody sends, would open nothing. */
  private void refuseToRotate(KnownKey key, Instant now) {
    if (key.over(now)) {
      throw new RefusedRequest(Code.UNKNOWN_KEY, "the key has ended: make another");
    }
    if (key.kind() != KeyKind.API && hooks.kindOf(number(key.id())).isPresent()) {
      throw new RefusedRequest(
          Code.BAD_REQUEST,
          "a webhook is signed and has no key: add another source of the same store, move the"
              + " webhook over, and revoke this one");
    }
  }

  @Override
  public synchronized KnownKey change(String id, List<String> origins, String author) {
    KnownKey key = find(id);
    if (key.over(clock.instant())) {
      throw new RefusedRequest(Code.UNKNOWN_KEY, "the key has ended: make another");
    }
    if (key.kind() != KeyKind.BROWSER) {
      throw new RefusedRequest(Code.BAD_REQUEST, "origins: for keys of kind browser", "origins");
    }
    AskedKey.checkOrigins(key.kind(), origins);
    KnownKey changed = known(sources.change(number(id), origins).orElseThrow(KeyRegister::unknown));
    List<Value> said = origins.stream().map(Value::of).toList();
    audit.record(author, Action.KEY_CHANGED, id, Fields.of("origins", new Value.Many(said)));
    return changed;
  }

  @Override
  public synchronized KnownKey revoke(String id, String author) {
    KnownKey revoked =
        find(id).kind() == KeyKind.API
            ? known(machines.revoke(number(id)).orElseThrow(KeyRegister::unknown))
            : known(sources.revoke(number(id)).orElseThrow(KeyRegister::unknown));
    audit.record(author, Action.KEY_REVOKED, id);
    return revoked;
  }

  @Override
  public KnownKey find(String id) {
    return all().stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(KeyRegister::unknown);
  }

  private Made made(ApiKeys.Made made) {
    return new Made(known(made.key()), made.secret(), "");
  }

  private Made made(Sources.Made made) {
    return new Made(known(made.source()), made.writeKey(), made.source().signingSecret());
  }

  private KnownKey known(KnownSource source) {
    return KnownKey.of(source, uses.last(source.id()).orElse(null));
  }

  private KnownKey known(ApiKey key) {
    return KnownKey.of(key, uses.last(key.id()).orElse(null));
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(1));
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(Code.UNKNOWN_KEY, "no key has this id");
  }
}
