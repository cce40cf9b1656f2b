package habitue.app.command;

import habitue.app.house.Brand;
import habitue.app.house.House;
import habitue.app.load.Progress;
import habitue.engine.Context;
import habitue.outreach.webhook.WebhookOptions;
import habitue.playbook.Playbook;
import habitue.server.Address;
import habitue.store.Options;
import habitue.store.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
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

  @Option(names = "--brand", description = "The brand's name; kept with the data.")
  private @Nullable String brand;

  @Option(names = "--currency", description = "The brand's currency, such as EUR; kept.")
  private @Nullable String currency;

  @Option(names = "--timezone", description = "The brand's time zone, such as Europe/Paris; kept.")
  private @Nullable String zone;

  @Option(
      names = "--accept-loss",
      description = "Open even where the end of the journal is missing, with what is left.")
  private boolean acceptLoss;

  @Option(
      names = "--webhooks-anywhere",
      description = "Send webhooks to private addresses and over plain HTTP too.")
  private boolean webhooksAnywhere;

  @Mixin private final SignInOptions signIn = new SignInOptions();

  @Override
  public Integer call() throws InterruptedException {
    Playbook written = playbook == null ? null : PlaybookFolder.read(playbook);
    Options options = Options.of(settings -> context(settings, written));
    try (House house =
        House.open(data, acceptLoss ? options.acceptingLoss() : options, Progress.standard())) {
      Serving.run(
          house,
          new Address(host, port, publicAddress, proxies.trusted(System.getenv())),
          InstantSource.system(),
          sending(),
          signIn.people(System.getenv()));
      return 0;
    }
  }

  private WebhookOptions sending() {
    return webhooksAnywhere ? WebhookOptions.USUAL.toAnywhere() : WebhookOptions.USUAL;
  }

  private Context context(Settings settings, @Nullable Playbook written) {
    Brand kept = Brand.of(settings).changed(brand, currency, zone);
    return written == null ? kept.keep(settings) : kept.publish(settings, written);
  }
}
