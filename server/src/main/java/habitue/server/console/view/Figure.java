package habitue.server.console.view;

import habitue.server.console.view.Scope.Basis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A number that matters, with all it takes to compute it again. */
public record Figure(Name name, Quantity value, Definition definition) {

  /** Each has a label and an explanation in the glossary, and perhaps a list of those behind it. */
  public enum Name {
    KNOWN_CUSTOMERS("/customers"),
    ORDERS("/customers?sort=orders"),
    ORDERED("/customers?sort=ordered"),
    REFUNDED(""),
    NET("/customers?sort=ordered"),
    REGULARS_SHARE("/customers?sort=orders"),
    GUEST_ORDERS(""),
    EVENTS("/data#events"),
    REFUSED("/data#refused"),
    PERSON_ORDERS(""),
    PERSON_ORDERED(""),
    PERSON_REFUNDED(""),
    PERSON_NET(""),
    PERSON_RHYTHM(""),
    PERSON_LAST_ORDER(""),
    POINTS_OUTSTANDING("/reward"),
    POINTS_SPENT_SHARE(""),
    POINTS_EXPECTED(""),
    POINTS_OWED("");

    private final String behind;

    Name(String behind) {
      this.behind = behind;
    }

    /** The page of those behind it, or empty. */
    public String behind() {
      return behind;
    }
  }

  /**
   * @param from the first instant counted; null where everything is
   * @param to the first instant no longer counted
   * @param store null for all stores
   * @param currency null where no money is involved
   * @param basis null where no money is involved
   * @param query the SQL that gives the figure, or null
   */
  public record Definition(
      @Nullable Instant from,
      Instant to,
      @Nullable String store,
      @Nullable String currency,
      @Nullable Basis basis,
      Instant asOf,
      @Nullable String query) {}
}
