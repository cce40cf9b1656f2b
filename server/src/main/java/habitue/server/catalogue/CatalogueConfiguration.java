package habitue.server.catalogue;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Brings these pages into a server that has a store. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class CatalogueConfiguration {}
