package habitue.outreach.webhook;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.Settings;
import habitue.store.feed.Position;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Webhooks, how far each is, and what each gave up, among the settings of the store. */
final class WebhookBook {
  private static final String NAME = "webhooks";
  private static final String NEXT = "next";
  private static final String LETTERS = "letters";

  private final Settings settings;

  WebhookBook(Settings settings) {
    this.settings = settings;
  }

  synchronized List<Webhook> all() {
    return settings.find(NAME).map(said -> said.list(NAME)).orElse(List.of()).stream()
        .map(each -> webhook((Fields) each))
        .sorted(Comparator.comparingInt(Webhook::number))
        .toList();
  }

  synchronized int nextNumber() {
    return settings.find(NAME).flatMap(said -> said.number(NEXT)).map(n -> n.intValue()).orElse(1);
  }

  synchronized void add(Webhook webhook) {
    var webhooks = new ArrayList<>(all());
    webhooks.add(webhook);
    write(webhooks, webhook.number() + 1);
  }

  synchronized void remove(Webhook webhook) {
    var webhooks = new ArrayList<>(all());
    webhooks.removeIf(each -> each.number() == webhook.number());
    write(webhooks, nextNumber());
    settings.put(NAME + "/" + webhook.id(), Fields.NONE);
    settings.put(NAME + "/" + webhook.id() + "/dead", Fields.NONE);
  }

  private void write(List<Webhook> webhooks, int next) {
    List<Value> written = webhooks.stream().map(WebhookBook::write).toList();
    settings.put(NAME, Fields.of(NAME, new Value.Many(written)).with(NEXT, next));
  }

  private static Value write(Webhook webhook) {
    return Fields.of("number", Value.of(webhook.number()))
        .with("url", webhook.url().toString())
        .with("types", texts(webhook.types()))
        .with("stores", texts(webhook.stores()))
        .with("secret", webhook.secret())
        .with("since", webhook.since().toString());
  }

  private static Webhook webhook(Fields said) {
    return new Webhook(
        said.number("number").orElseThrow().intValueExact(),
        URI.create(said.text("url").orElseThrow()),
        texts(said, "types"),
        texts(said, "stores"),
        said.text("secret").orElseThrow(),
        Instant.parse(said.text("since").orElseThrow()));
  }

  private static Value texts(Set<String> texts) {
    return new Value.Many(new TreeSet<>(texts).stream().map(Value::of).toList());
  }

  private static Set<String> texts(Fields said, String name) {
    var texts = new TreeSet<String>();
    said.list(name).forEach(each -> texts.add(((Value.Text) each).value()));
    return texts;
  }

  Progress progress(Webhook webhook) {
    Fields said = settings.find(NAME + "/" + webhook.id()).orElse(Fields.NONE);
    return new Progress(
        position(said, "position"),
        instant(said, "failingSince"),
        said.number("failures").map(n -> n.intValue()).orElse(0),
        said.text("error").orElse(""),
        instant(said, "delivered"));
  }

  void save(Webhook webhook, Progress progress) {
    Fields written = Fields.of("failures", Value.of(progress.failures()));
    written = with(written, "position", progress.position());
    written = with(written, "failingSince", progress.failingSince());
    written = with(written, "delivered", progress.delivered());
    settings.put(NAME + "/" + webhook.id(), written.with("error", progress.error()));
  }

  List<DeadLetter> letters(Webhook webhook) {
    return settings
        .find(NAME + "/" + webhook.id() + "/dead")
        .map(said -> said.list(LETTERS))
        .orElse(List.of())
        .stream()
        .map(each -> letter((Fields) each))
        .toList();
  }

  void save(Webhook webhook, List<DeadLetter> letters) {
    List<Value> written = letters.stream().map(WebhookBook::write).toList();
    settings.put(NAME + "/" + webhook.id() + "/dead", Fields.of(LETTERS, new Value.Many(written)));
  }

  private static Value write(DeadLetter letter) {
    return with(Fields.of("number", Value.of(letter.number())), "from", letter.from())
        .with("to", letter.to().text())
        .with("facts", letter.facts())
        .with("since", letter.since().toString())
        .with("error", letter.error())
        .with("asked", Value.of(letter.asked()));
  }

  private static DeadLetter letter(Fields said) {
    return new DeadLetter(
        said.number("number").orElseThrow().intValueExact(),
        position(said, "from"),
        Position.parse(said.text("to").orElseThrow()).orElseThrow(),
        said.number("facts").orElseThrow().intValueExact(),
        Instant.parse(said.text("since").orElseThrow()),
        said.text("error").orElse(""),
        said.flag("asked").orElse(false));
  }

  private static Fields with(Fields fields, String name, @Nullable Position position) {
    return position == null ? fields : fields.with(name, position.text());
  }

  private static Fields with(Fields fields, String name, @Nullable Instant instant) {
    return instant == null ? fields : fields.with(name, instant.toString());
  }

  private static @Nullable Position position(Fields said, String name) {
    return said.text(name).flatMap(Position::parse).orElse(null);
  }

  private static @Nullable Instant instant(Fields said, String name) {
    return said.text(name).map(Instant::parse).orElse(null);
  }
}
