package habitue.outreach.webhook;

import habitue.model.Because;
import habitue.model.CustomerId;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.store.feed.News;
import habitue.store.feed.Outgoing;
import java.util.Set;

/** How news are written for others, over the API and to webhooks alike. */
public final class FactLine {
  public static final String RESTATED = "Customer Restated";
  public static final String JOINED = "Customer Joined";
  public static final String ERASED = "Customer Erased";

  private FactLine() {}

  /** Whom a line is for: names of facts and stores; empty sets are all. */
  public record Wanted(Set<String> types, Set<String> stores) {
    public Wanted {
      types = Set.copyOf(types);
      stores = Set.copyOf(stores);
    }

    /**
     * What is of no store is for those who see all. That someone was erased is for everyone, as
     * anyone may have something of theirs; it says nothing of them.
     */
    public boolean wants(News news) {
      return news instanceof News.Erased
          || (types.isEmpty() || types.contains(name(news)))
              && (stores.isEmpty() || stores.contains(store(news)));
    }
  }

  /** Whether news tell that someone came into a segment or left it, or that they are gone. */
  public static boolean concerns(News news, String segment) {
    return switch (news) {
      case News.Concluded(CustomerId _, Fact fact) ->
          fact.name().startsWith("Segment ")
              && fact.details().text("segment").filter(segment::equals).isPresent();
      case News.Restated(CustomerId _, Fields moved) ->
          moved.list("entered").contains(Value.of(segment))
              || moved.list("left").contains(Value.of(segment));
      case News.Erased _, News.Joined _ -> true;
    };
  }

  public static Fields of(Outgoing.Item item) {
    Fields line =
        Fields.of("cursor", Value.of(item.position().text()))
            .with("kind", kind(item.news()))
            .with("customer", item.news().customer().toString())
            .with("name", name(item.news()));
    return switch (item.news()) {
      case News.Concluded(CustomerId _, Fact fact) ->
          line.with("at", fact.at().toString())
              .with("statedAt", fact.statedAt().toString())
              .with("details", fact.details())
              .with("because", because(fact.because()));
      case News.Restated(CustomerId _, Fields moved) -> {
        Fields told = line.with("at", item.at().toString());
        yield moved.equals(Fields.NONE) ? told : told.with("details", moved);
      }
      case News.Erased _ -> line.with("at", item.at().toString());
      case News.Joined(CustomerId _, CustomerId into) ->
          line.with("at", item.at().toString()).with("into", into.toString());
    };
  }

  private static Fields because(Because because) {
    return Fields.of("cause", Value.of(because.cause()))
        .with("rule", because.rule())
        .with("version", because.version())
        .with("words", because.words());
  }

  private static String kind(News news) {
    return switch (news) {
      case News.Concluded _ -> "fact";
      case News.Restated _ -> "restated";
      case News.Erased _ -> "erased";
      case News.Joined _ -> "joined";
    };
  }

  private static String name(News news) {
    return switch (news) {
      case News.Concluded(CustomerId _, Fact fact) -> fact.name();
      case News.Restated _ -> RESTATED;
      case News.Erased _ -> ERASED;
      case News.Joined _ -> JOINED;
    };
  }

  private static String store(News news) {
    return switch (news) {
      case News.Concluded(CustomerId _, Fact fact) -> fact.details().text("store").orElse("");
      case News.Restated _, News.Erased _, News.Joined _ -> "";
    };
  }
}
