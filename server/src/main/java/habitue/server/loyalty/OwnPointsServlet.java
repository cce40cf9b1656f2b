package habitue.server.loyalty;

import habitue.engine.reward.Progress;
import habitue.engine.reward.TierHeld;
import habitue.model.CustomerId;
import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.playbook.plan.Referral;
import habitue.playbook.yaml.Entry;
import habitue.server.collect.Cors;
import habitue.server.loyalty.cards.Cards;
import habitue.server.loyalty.cards.Cards.Card;
import habitue.server.referral.Invitations;
import habitue.server.referral.Invitations.Invitation;
import habitue.server.wire.Code;
import habitue.server.wire.Json;
import habitue.server.wire.RefusedRequest;
import habitue.server.wire.Trouble;
import habitue.store.Reader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /v1/loyalty/me}: what someone has in the programmes, for the shop's own pages. It says
 * nothing of who they are.
 */
public final class OwnPointsServlet extends HttpServlet {
  private static final String SCHEME = "Bearer ";
  private static final String PATH = "/me";

  private final transient Tokens tokens;
  private final transient Loyalty loyalty;
  private final transient Invitations invitations;
  private final transient Cards cards;
  private final transient Reader reader;
  private final transient Cors cors;

  public OwnPointsServlet(
      Tokens tokens,
      Loyalty loyalty,
      Invitations invitations,
      Cards cards,
      Reader reader,
      Cors cors) {
    this.cards = cards;
    this.invitations = invitations;
    this.tokens = tokens;
    this.loyalty = loyalty;
    this.reader = reader;
    this.cors = cors;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      route(request, response);
    } catch (RefusedRequest refused) {
      if (refused.problem().code().status() == HttpServletResponse.SC_UNAUTHORIZED) {
        response.setHeader("WWW-Authenticate", "Bearer");
      }
      refused.problem().write(response);
    } catch (RuntimeException failure) {
      Trouble.of(failure).write(response);
    }
  }

  private void route(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getMethod().equals("OPTIONS")) {
      cors.preflight(request, response);
      return;
    }
    cors.allow(request, response);
    CustomerId id = whose(request);
    if (!PATH.equals(request.getPathInfo())) {
      throw new RefusedRequest(Code.UNKNOWN_CALL, "known is GET /v1/loyalty/me");
    }
    if (!request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, OPTIONS");
      throw new RefusedRequest(Code.WRONG_METHOD, "use GET");
    }
    Json.write(response, "application/json", answer(id));
  }

  private CustomerId whose(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new RefusedRequest(Code.NO_KEY, "a token is needed: POST /api/customers/{ref}/tokens");
    }
    Tokens.Read read =
        tokens
            .read(header.substring(SCHEME.length()).strip())
            .orElseThrow(() -> new RefusedRequest(Code.WRONG_KEY, "this is no token of ours"));
    if (read.over()) {
      throw new RefusedRequest(Code.KEY_EXPIRED, "the token's time is up: ask for another");
    }
    return reader
        .resolve(read.customer())
        .orElseThrow(() -> new RefusedRequest(Code.UNKNOWN_CUSTOMER, "nobody goes by that"));
  }

  private Fields answer(CustomerId id) {
    List<Value> programmes = new ArrayList<>();
    loyalty
        .holdings(id)
        .forEach(holding ->
            programmes.add(
                invited(id, holding, programme(holding))
                    .with("rewards", rewards(holding, loyalty.offers(id, holding.programme())))
                    .with("challenges", challenges(loyalty.efforts(id, holding.programme())))));
    Fields said = Fields.of("programmes", new Value.Many(programmes));
    return cards.of(id).map(card -> said.with("card", card(card))).orElse(said);
  }

  private static Fields card(Card card) {
    return Fields.of("number", Value.of(card.number())).with("qr", card.picture().svg());
  }

  /** With what they pass on to friends, where the programme gives something for it. */
  private Fields invited(CustomerId id, Holding holding, Fields said) {
    Referral referral = holding.programme().referral();
    Invitation made = referral == null ? null : invitations.of(id, referral).orElse(null);
    if (made == null) {
      return said;
    }
    Fields code = Fields.of("code", Value.of(made.code()));
    return said.with("referral", made.link().isEmpty() ? code : code.with("link", made.link()));
  }

  private static Fields programme(Holding holding) {
    Fields said =
        Fields.of("programme", Value.of(holding.programme().name()))
            .with("label", label(holding.programme().named()))
            .with("active", holding.active())
            .with("pending", holding.pending())
            .with("owing", holding.owing())
            .with("expiring", expiring(holding));
    TierHeld held = holding.member().tier();
    said = held == null ? said : said.with("tier", tier(holding.programme(), held));
    Progress next = holding.progress();
    if (next != null) {
      Fields tier =
          Fields.of("tier", Value.of(next.next().named().name()))
              .with("label", label(next.next().named()))
              .with("missing", next.missing())
              .with("by", holding.by());
      said = said.with("next", holding.spends() ? tier.with("currency", holding.currency()) : tier);
    }
    TierHeld projected = holding.projected();
    said = projected == null ? said : said.with("projected_tier", projected.name());
    return said.with("benefits", benefits(holding));
  }

  private static Fields tier(Programme programme, TierHeld held) {
    Fields tier = Fields.of("name", Value.of(held.name()));
    int place = programme.ladder() == null ? -1 : programme.ladder().place(held.name());
    if (place >= 0 && programme.ladder() != null) {
      tier = tier.with("label", label(programme.ladder().tiers().get(place).named()));
    }
    return held.until() == null ? tier : tier.with("until", held.until().toString());
  }

  private static Value expiring(Holding holding) {
    List<Value> expiring = new ArrayList<>();
    holding
        .expiring()
        .forEach((at, points) ->
            expiring.add(Fields.of("at", Value.of(at.toString())).with("points", points)));
    return new Value.Many(expiring);
  }

  private static Value benefits(Holding holding) {
    return new Value.Many(
        holding.benefits().stream()
            .map(each ->
                Fields.of("name", Value.of(each.named().name()))
                    .with("label", label(each.named()))
                    .with("kind", Entry.written(each.kind())))
            .map(Value.class::cast)
            .toList());
  }

  private static Value rewards(Holding holding, List<Offer> offers) {
    List<Value> rewards = new ArrayList<>();
    for (Offer offer : offers) {
      Programme.Reward reward = offer.reward();
      Fields said =
          Fields.of("name", Value.of(reward.named().name()))
              .with("label", label(reward.named()))
              .with("points", reward.points())
              .with("kind", Entry.written(reward.kind()))
              .with("affordable", Value.of(holding.active() >= reward.points()))
              .with("available", Value.of(offer.why() == null));
      rewards.add(more(offer, said));
    }
    return new Value.Many(rewards);
  }

  /** What not every reward has. */
  private static Fields more(Offer offer, Fields plain) {
    Programme.Reward reward = offer.reward();
    Fields said = offer.why() == null ? plain : plain.with("why", offer.why());
    said = reward.tier() == null ? said : said.with("tier", reward.tier());
    said = offer.left() == null ? said : said.with("left", offer.left());
    Programme.Limit limit = reward.limit();
    said = limit == null ? said : said.with("limit", limit(limit));
    return reward.off() == null ? said : said.with("off", Value.of(reward.off()));
  }

  private static Fields limit(Programme.Limit limit) {
    return Fields.of("times", Value.of(limit.times())).with("within", limit.within().toString());
  }

  private static Value challenges(List<Effort> efforts) {
    List<Value> challenges = new ArrayList<>();
    for (Effort effort : efforts) {
      Fields said =
          Fields.of("name", Value.of(effort.challenge().named().name()))
              .with("label", label(effort.challenge().named()))
              .with("points", effort.challenge().points())
              .with("badge", Value.of(effort.challenge().badge()))
              .with("met", Value.of(effort.met()));
      String list = effort.challenge().list();
      said = list.isEmpty() ? said : said.with("list", list);
      said = effort.at() == null ? said : said.with("metAt", effort.at().toString());
      Period again = effort.challenge().again();
      said = again == null ? said : said.with("again", again.toString());
      Double value = effort.value();
      Double wanted = effort.wanted();
      if (value != null && wanted != null) {
        said =
            said.with("value", Value.of(BigDecimal.valueOf(value)))
                .with("wanted", Value.of(BigDecimal.valueOf(wanted)));
      }
      challenges.add(said);
    }
    return new Value.Many(challenges);
  }

  private static Fields label(Plan.Named named) {
    Fields words = Fields.NONE;
    for (String language : List.of("en", "fr")) {
      words = words.with(language, named.label().getOrDefault(language, named.name()));
    }
    return words;
  }
}
