package habitue.server.settings;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Brings these pages into a server that has accounts and an audit log. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class SettingsConfiguration {}
