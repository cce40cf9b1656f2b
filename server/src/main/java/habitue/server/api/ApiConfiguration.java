package habitue.server.api;

import habitue.model.Value;
import habitue.server.wire.Json;
import habitue.store.Store;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** What the API needs beside its controllers. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit() {
    var registration = new FilterRegistrationBean<>(new BodyLimit());
    registration.addUrlPatterns("/api/*");
    return registration;
  }

  /** Up while the store takes events. */
  @Bean
  HealthIndicator storeHealth(Store store) {
    return () -> store.status().failed() ? Health.down().build() : Health.up().build();
  }

  @Bean
  JacksonModule values() {
    return new SimpleModule("values").addSerializer(Value.class, new ValueSerializer());
  }

  private static final class ValueSerializer extends StdSerializer<Value> {
    ValueSerializer() {
      super(Value.class);
    }

    @Override
    public void serialize(Value value, JsonGenerator to, SerializationContext context) {
      Json.write(value, to);
    }
  }

  @Bean
  OpenAPI openApi() {
    var bearer = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
    var basic = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic");
    return new OpenAPI()
        .info(
            new Info()
                .title("Habitué")
                .version("1")
                .description("What machines may ask. Events come in under /v1, as Segment's do."))
        .components(
            new Components()
                .addSecuritySchemes("key", bearer)
                .addSecuritySchemes(Described.WRITE_KEY, basic))
        .addSecurityItem(new SecurityRequirement().addList("key"));
  }

  @Bean
  Described described() {
    return new Described();
  }
}
