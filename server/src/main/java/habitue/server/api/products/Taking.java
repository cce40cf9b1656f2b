package habitue.server.api.products;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.products.Products;
import habitue.store.products.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the products of one call, some at a time, and keeps account of those it refuses. */
final class Taking implements Feed.Each {
  private static final int MOST = 100_000;
  private static final int AT_ONCE = 1_000;
  private static final int MOST_TOLD = 1_000;

  private final Products products;
  private final String currency;
  private final @Nullable Instant since;
  private final boolean whole;
  private final List<Fields> waiting = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private Taken taken = Taken.NOTHING;
  private int index;
  private int refused;

  /**
   * A product that was not taken.
   *
   * @param index its place among all, from 0
   * @param line where it begins, from 1; left out where lines mean nothing
   */
  record Rejected(
      int index, @Nullable Integer line, String code, @Nullable String field, String message) {
    Fields fields() {
      Fields told = Fields.of("index", Value.of(index));
      Fields placed = line == null ? told : told.with("line", line);
      Fields coded = placed.with("code", code);
      return (field == null ? coded : coded.with("field", field)).with("message", message);
    }
  }

  /**
   * @param whole whether what a product does not say of itself is not so any more
   */
  Taking(Products products, String currency, @Nullable Instant since, boolean whole) {
    this.products = products;
    this.currency = currency;
    this.since = since;
    this.whole = whole;
  }

  @Override
  public void said(int line, Fields product) {
    try {
      waiting.add(read(product));
    } catch (RefusedRequest wrong) {
      refuse(line, wrong);
    }
    counted();
  }

  private Fields read(Fields product) {
    if (whole) {
      return ProductReader.read(product, currency);
    }
    String usual = products.currency(ProductReader.id(product)).orElse(currency);
    return ProductReader.change(product, usual);
  }

  @Override
  public void unreadable(int line, RefusedRequest why) {
    refuse(line, why);
    counted();
  }

  private void refuse(int line, RefusedRequest why) {
    Problem problem = why.problem();
    refused++;
    if (rejected.size() < MOST_TOLD) {
      String field = problem.field().isEmpty() ? null : problem.field();
      rejected.add(
          new Rejected(
              index, line == 0 ? null : line, problem.code().wireName(), field, problem.detail()));
    }
  }

  private void counted() {
    index++;
    if (index > MOST) {
      throw new RefusedRequest(
          Code.BAD_FEED, "a call has at most 100,000 products; send the others in another");
    }
    if (waiting.size() == AT_ONCE) {
      put();
    }
  }

  /** Takes what is still waiting. */
  void put() {
    if (!waiting.isEmpty()) {
      Taken more = whole ? products.put(waiting, since) : products.change(waiting, since);
      taken = taken.plus(more);
      waiting.clear();
    }
  }

  Taken taken() {
    return taken;
  }

  /** How many it refused; not all may be listed. */
  int refused() {
    return refused;
  }

  List<Rejected> rejected() {
    return rejected;
  }
}
