package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.house.House;
import habitue.app.load.Progress;
import habitue.engine.Context;
import habitue.model.Fields;
import habitue.outreach.webhook.WebhookOptions;
import habitue.playbook.Playbook;
import habitue.server.Address;
import habitue.server.audit.Action;
import habitue.store.AuditLog;
import habitue.store.Options;
import habitue.store.PublishedPlaybook;
import habitue.store.Settings;
import habitue.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs for real. */
@Command(
    name = "serve",
    description = "Takes events in and opens the console.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path data = Path.of("");

  @Option(
      names = "--playbook",
      paramLabel = "DIR",
      description = "The brand's playbook; published when it is another than the last.")
  private @Nullable Path playbook;

  @Option(names = "--port", description = "Port to listen on (default ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--host",
      description = "Address to listen on (default ${DEFAULT-VALUE}: this machine only).")
  private String host = "127.0.0.1";

  @Option(
      names = "--public-address",
      paramLabel = "URL",
      description = "How the outside reaches the server, where something stands in between.")
  private @Nullable URI publicAddress;

  @Mixin private final ProxyOptions proxies = new ProxyOptions();

  @Mixin private final BrandOptions brand = new BrandOptions();

  @Option(
      names = "--accept-loss",
      description = "Open even where the end of the journal is missing, with what is left.")
  private boolean acceptLoss;

  @Option(
      names = "--webhooks-anywhere",
      description = "Send webhooks to private addresses and over plain HTTP too.")
  private boolean webhooksAnywhere;

  @Mixin private final SignInOptions signIn = new SignInOptions();

  private static PublishedPlaybook.By byStart() {
    return new PublishedPlaybook.By("serve", PublishedPlaybook.Origin.FOLDER, Instant.now());
  }

  @Override
  public Integer call() throws InterruptedException {
    Playbook written = playbook == null ? null : PlaybookFolder.read(playbook);
    var address = new Address(host, port, publicAddress, proxies.trusted(System.getenv()));
    var before = new AtomicInteger();
    Options options =
        Options.of(settings -> {
          before.set(PublishedPlaybook.version(settings));
          return context(settings, written);
        });
    Options opening = (acceptLoss ? options.acceptingLoss() : options).atRest();
    try (House house = House.open(data, opening, Progress.standard())) {
      Serving.refuseTaken(address);
      recordPublished(house.store(), before.get());
      Serving.run(
          house, address, InstantSource.system(), sending(), signIn.people(System.getenv()));
      return 0;
    }
  }

  /** That a start took a changed playbook is on record like any other publishing. */
  private static void recordPublished(Store store, int before) {
    int version = PublishedPlaybook.version(store.settings());
    if (version != before) {
      var entry =
          new AuditLog.Entry(
              0,
              Instant.now(),
              "serve",
              "",
              Action.PUBLISH.wireName(),
              Integer.toString(version),
              "",
              Fields.NONE);
      store.audit().add(entry, true);
    }
  }

  private WebhookOptions sending() {
    return webhooksAnywhere ? WebhookOptions.USUAL.toAnywhere() : WebhookOptions.USUAL;
  }

  private Context context(Settings settings, @Nullable Playbook written) {
    Brand kept = brand.of(settings);
    return written == null ? kept.keep(settings) : kept.publish(settings, written, byStart());
  }
}
