package habitue.server.console;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Brings the console's pages into a server that has a {@link ConsoleData}. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ConsoleConfiguration {}
