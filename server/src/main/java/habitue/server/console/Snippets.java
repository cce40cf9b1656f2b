package habitue.server.console;

import java.net.URI;
import java.util.List;

/**
 * How to send a first event: to be copied as it is. The key is never here, but a word to replace.
 */
public record Snippets(List<Snippet> all) {
  private static final String KEY = "YOUR_WRITE_KEY";

  /**
   * @param title the client's own name, the same in every language
   */
  public record Snippet(String title, String code) {}

  static Snippets of(String host) {
    return new Snippets(
        List.of(
            new Snippet("curl", filled(CURL, host)),
            new Snippet("Node", filled(NODE, host)),
            new Snippet("JavaScript", filled(BROWSER, host)),
            new Snippet("Java", filled(JAVA, host))));
  }

  private static String filled(String code, String host) {
    URI address = URI.create(host);
    return code.strip()
        .replace("{host}", host)
        .replace("{authority}", address.getAuthority())
        .replace("{protocol}", address.getScheme())
        .replace("{key}", KEY);
  }

  private static final String CURL =
      """
      curl {host}/v1/track -u {key}: -H 'Content-Type: application/json' -d '{
        "userId": "12682",
        "event": "Product Viewed",
        "properties": { "product_id": "22423", "name": "Regency Cakestand", "price": 12.75, "currency": "GBP" },
        "context": { "consent": { "categoryPreferences": { "Analytics": true, "Functional": true, "Advertising": false } } }
      }'
      """;

  private static final String NODE =
      """
      // npm install @segment/analytics-node
      import { Analytics } from '@segment/analytics-node'

      const analytics = new Analytics({ writeKey: '{key}', host: '{host}' })

      analytics.track({
        userId: '12682',
        event: 'Product Viewed',
        properties: { product_id: '22423', name: 'Regency Cakestand', price: 12.75, currency: 'GBP' },
        context: { consent: { categoryPreferences: { Analytics: true, Functional: true, Advertising: false } } }
      })
      await analytics.closeAndFlush()
      """;

  private static final String BROWSER =
      """
      // npm install @segment/analytics-next; with the key of a browser source
      import { AnalyticsBrowser } from '@segment/analytics-next'

      const analytics = AnalyticsBrowser.load(
        { writeKey: '{key}', cdnURL: '{host}' },
        { integrations: { 'Segment.io': { apiHost: '{authority}/v1', protocol: '{protocol}' } } }
      )

      // What the visitor answered to your banner. Without it a browser source means no.
      const answers = () => ({ Analytics: true, Functional: true, Advertising: false })
      analytics.addSourceMiddleware(({ payload, next }) => {
        payload.obj.context = { ...payload.obj.context, consent: { categoryPreferences: answers() } }
        next(payload)
      })

      analytics.page()
      analytics.track('Product Viewed', { product_id: '22423', name: 'Regency Cakestand' })
      """;

  private static final String JAVA =
      """
      // com.segment.analytics.java:analytics
      Analytics analytics =
          Analytics.builder("{key}").setUploadURL("{host}/v1/batch").build();

      analytics.enqueue(
          TrackMessage.builder("Product Viewed")
              .userId("12682")
              .properties(Map.of("product_id", "22423", "name", "Regency Cakestand"))
              .context(
                  Map.of(
                      "consent",
                      Map.of(
                          "categoryPreferences",
                          Map.of("Analytics", true, "Functional", true, "Advertising", false)))));
      analytics.flush();
      analytics.shutdown();
      """;
}
