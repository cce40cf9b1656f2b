package habitue.engine.attract;

import habitue.engine.Texts;
import habitue.model.Event;
import habitue.model.Fields;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an event's page was come to: by a campaign it names, by another site, or directly.
 *
 * @param campaign the touch of a named campaign, or null
 * @param referrer host of the other site that sent them here, or null
 * @param landing path of the page or name of the screen
 */
record Arrival(@Nullable Touch campaign, @Nullable String referrer, @Nullable String landing) {

  static Arrival of(Event event) {
    Fields context = event.context();
    Fields page = context.fields("page");
    Fields properties = event.properties();
    String url = said(page, properties, "url");
    String referrer = referrer(context, said(page, properties, "referrer"), url);
    String landing = landing(event, page, properties, url);
    Touch campaign = campaign(context, said(page, properties, "search"), url, referrer, landing);
    return new Arrival(campaign, referrer, landing);
  }

  /** Whether it says that something other brought the person than what brought this visit. */
  boolean differsFrom(Touch touch) {
    if (campaign != null) {
      return !(campaign.source().equals(touch.source())
          && campaign.medium().equals(touch.medium())
          && Objects.equals(campaign.campaign(), touch.campaign()));
    }
    return referrer != null && !referrer.equals(touch.referrer());
  }

  Touch touch() {
    if (campaign != null) {
      return campaign;
    }
    return referrer == null
        ? new Touch(Touch.DIRECT, "none", null, null, null, null, landing)
        : new Touch(
            Referrers.source(referrer),
            Referrers.medium(referrer),
            null,
            null,
            null,
            referrer,
            landing);
  }

  private static String said(Fields page, Fields properties, String name) {
    Optional<String> text = page.text(name);
    return text.isPresent() ? text.get() : properties.text(name).orElse("");
  }

  private static @Nullable String referrer(Fields context, String said, String url) {
    String referrer = said.isEmpty() ? context.fields("referrer").text("url").orElse("") : said;
    if (referrer.isEmpty()) {
      return null;
    }
    String host = Address.host(referrer);
    return Referrers.external(host, Address.host(url)) ? host : null;
  }

  private static @Nullable String landing(Event event, Fields page, Fields properties, String url) {
    String path = said(page, properties, "path");
    String landing =
        switch (event.kind()) {
          case SCREEN -> event.message().text("name").orElse(path);
          case TRACK, IDENTIFY, PAGE, GROUP, ALIAS -> path.isEmpty() ? Address.path(url) : path;
        };
    return landing == null || landing.isEmpty() ? null : Texts.cut(landing, Texts.KEY);
  }

  private static @Nullable Touch campaign(
      Fields context,
      String search,
      String url,
      @Nullable String referrer,
      @Nullable String landing) {
    Fields said = context.fields("campaign");
    if (!said.isEmpty()) {
      return named(said, referrer, landing);
    }
    String query = Address.query(search.isEmpty() ? url : search);
    return query.isEmpty() ? null : fromQuery(query, referrer, landing);
  }

  private static @Nullable Touch named(
      Fields said, @Nullable String referrer, @Nullable String landing) {
    return touch(
        Texts.read(said, "source", Texts.NAME),
        Texts.read(said, "medium", Texts.NAME),
        Texts.read(said, "name", Texts.NAME),
        Texts.read(said, "term", Texts.NAME),
        Texts.read(said, "content", Texts.NAME),
        referrer,
        landing);
  }

  private static @Nullable Touch fromQuery(
      String query, @Nullable String referrer, @Nullable String landing) {
    if (query.contains("utm_")) {
      return touch(
          parameter(query, "utm_source"),
          parameter(query, "utm_medium"),
          parameter(query, "utm_campaign"),
          parameter(query, "utm_term"),
          parameter(query, "utm_content"),
          referrer,
          landing);
    }
    String clicked = clickedAdvert(query);
    return clicked == null ? null : touch(clicked, "cpc", null, null, null, referrer, landing);
  }

  /** The click marks that advertising networks append when a campaign has no names of its own. */
  private static @Nullable String clickedAdvert(String query) {
    if (parameter(query, "gclid") != null
        || parameter(query, "gbraid") != null
        || parameter(query, "wbraid") != null) {
      return "google";
    }
    return parameter(query, "msclkid") == null ? null : "bing";
  }

  private static @Nullable String parameter(String query, String name) {
    String value = Address.parameter(query, name);
    return value == null ? null : Texts.cut(value, Texts.NAME);
  }

  private static @Nullable Touch touch(
      @Nullable String source,
      @Nullable String medium,
      @Nullable String campaign,
      @Nullable String term,
      @Nullable String content,
      @Nullable String referrer,
      @Nullable String landing) {
    if (source == null && medium == null && campaign == null) {
      return null;
    }
    return new Touch(
        source == null ? "unknown" : source,
        medium == null ? "unknown" : medium,
        campaign,
        term,
        content,
        referrer,
        landing);
  }
}
