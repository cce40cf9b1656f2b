package habitue.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The web server: events in, machines, people. Spring lives inside it and is seen nowhere else. */
public final class HabitueServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private HabitueServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it, and returns once it answers. */
  public static HabitueServer start(ServerParts parts, Address address) {
    var spring = new SpringApplication(ServerConfiguration.class);
    spring.setWebApplicationType(WebApplicationType.SERVLET);
    spring.setBannerMode(Banner.Mode.OFF);
    spring.setLogStartupInfo(false);
    spring.setRegisterShutdownHook(false);
    spring.setAddCommandLineProperties(false);
    spring.setDefaultProperties(properties(address));
    spring.addInitializers(context -> register(context, parts, address));
    return new HabitueServer(spring.run());
  }

  private static void register(
      ConfigurableApplicationContext context, ServerParts parts, Address address) {
    var beans = context.getBeanFactory();
    beans.registerSingleton("address", address);
    int number = 0;
    for (Object part : parts.distinct()) {
      beans.registerSingleton("part" + number++, part);
    }
  }

  private static Map<String, Object> properties(Address address) {
    var properties = new HashMap<>(usual(address));
    if (address.encrypted()) {
      // Without this the cookie is as the request came, which behind a proxy is in the clear.
      properties.put("server.servlet.session.cookie.secure", true);
    }
    return properties;
  }

  private static Map<String, Object> usual(Address address) {
    return Map.ofEntries(
        // Tomcat tells at INFO what it was sent; what people send is in no log.
        Map.entry("logging.level.root", "warn"),
        Map.entry("logging.level.org.apache", "error"),
        Map.entry("logging.level.org.springdoc", "error"),
        // It repeats what a request's header said.
        Map.entry("logging.level.org.springframework.web.servlet.mvc.support", "error"),
        Map.entry("server.address", address.host()),
        Map.entry("server.port", address.port()),
        // Who asks on whose behalf is believed of trusted proxies alone, wherever we run.
        Map.entry("server.forward-headers-strategy", "none"),
        Map.entry("server.shutdown", "graceful"),
        Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
        Map.entry("spring.threads.virtual.enabled", true),
        // Half of what there is waits until someone asks for it, so that a start is short.
        Map.entry("spring.main.lazy-initialization", true),
        Map.entry("spring.main.keep-alive", false),
        Map.entry("spring.jmx.enabled", false),
        Map.entry("server.tomcat.connection-timeout", "10s"),
        Map.entry("server.tomcat.max-swallow-size", "4MB"),
        Map.entry("server.tomcat.max-keep-alive-requests", 10_000),
        Map.entry("server.tomcat.max-http-form-post-size", "64KB"),
        Map.entry("server.tomcat.max-parameter-count", 200),
        // One file, of a form that only admins are shown.
        Map.entry("spring.servlet.multipart.max-file-size", "8MB"),
        Map.entry("spring.servlet.multipart.max-request-size", "9MB"),
        Map.entry("server.tomcat.accesslog.enabled", false),
        Map.entry("server.servlet.session.timeout", "30m"),
        Map.entry("server.servlet.session.tracking-modes", "cookie"),
        Map.entry("server.servlet.session.cookie.name", "habitue"),
        Map.entry("server.servlet.session.cookie.http-only", true),
        Map.entry("server.servlet.session.cookie.same-site", "lax"),
        Map.entry("spring.web.error.include-stacktrace", "never"),
        Map.entry("spring.web.error.include-message", "never"),
        Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
        Map.entry("management.endpoints.web.discovery.enabled", false),
        Map.entry("management.endpoint.health.show-details", "never"),
        Map.entry("management.endpoint.health.show-components", "never"),
        Map.entry("management.endpoint.health.probes.enabled", false),
        Map.entry("spring.jackson.default-property-inclusion", "non_null"),
        Map.entry("springdoc.api-docs.path", "/openapi.json"),
        Map.entry("springdoc.paths-to-match", "/api/**"));
  }

  /** The port it listens on. */
  public int port() {
    var server = ((WebServerApplicationContext) context).getWebServer();
    return Objects.requireNonNull(server).getPort();
  }

  /** What Spring built, for tests that walk through it. */
  ConfigurableApplicationContext context() {
    return context;
  }

  /** Lets requests under way finish, then stops. */
  @Override
  public void close() {
    context.close();
  }
}
