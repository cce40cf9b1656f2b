package habitue.server.collect;

import habitue.model.Fields;
import habitue.model.Value;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings that Segment's browser and phone clients load first: where to send, no metrics. */
final class SettingsDocument {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");
  private static final Fields ON =
      Fields.of("enabled", Value.of(true)).with("integrations", Fields.NONE);

  private SettingsDocument() {}

  static Fields of(String writeKey, HttpServletRequest request, @Nullable URI publicAddress) {
    String scheme = publicAddress == null ? request.getScheme() : publicAddress.getScheme();
    String host = publicAddress == null ? host(request) : publicAddress.getRawAuthority();
    Fields segment =
        Fields.of("apiKey", Value.of(writeKey))
            .with("apiHost", host + "/v1")
            .with("protocol", scheme)
            .with("addBundledMetadata", Value.of(true))
            .with("unbundledIntegrations", new Value.Many(List.of()))
            .with("maybeBundledConfigIds", Fields.NONE)
            .with(
                "versionSettings",
                Fields.of("version", Value.of("4.4.7"))
                    .with("componentTypes", new Value.Many(List.of(Value.of("browser")))));
    Fields plan = Fields.of("__default", ON);
    return Fields.of("integrations", Fields.of("Segment.io", segment))
        .with("plan", Fields.of("track", plan).with("identify", plan).with("group", plan))
        .with("edgeFunction", Fields.NONE)
        .with("analyticsNextEnabled", Value.of(true))
        .with("middlewareSettings", Fields.NONE)
        .with("enabledMiddleware", Fields.NONE)
        .with("metrics", Fields.of("sampleRate", Value.of(0)))
        .with("legacyVideoPluginsEnabled", Value.of(false))
        .with("remotePlugins", new Value.Many(List.of()));
  }

  /** The name the client itself called us by, if it is one. */
  private static String host(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host != null && HOST.matcher(host).matches()
        ? host
        : request.getLocalName() + ":" + request.getLocalPort();
  }
}
