package habitue.simulation.store;

import java.util.Map;

/** The programmes that points are simulated in, and rules that ask about them. */
final class PointsPlaybook {
  private static final String PROGRAMMES =
      """
      loyalty:
        club:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          tiers: {window: 30d, ladder: {bronze: 0, silver: 60, gold: 200}}
          rewards: {mug: 20}
        slow:
          counts from: 2020-01-01
          earn:
            order: {spend: 3 per 2, pending: 3d}
            odd: {on: Order Completed, when: customer.orders.count == 2, points: 7}
          expires: 20d
          rewards: {pin: 5}
          challenges:
            many: {when: 'count("Order Completed", days(60)) >= 3', points: 9, again: 10d}
            steady: {streak: 2 weeks in a row, on: Order Completed, badge: true}
        alive:
          counts from: 2020-01-01
          earn: {order: {spend: 1 per 1}}
          expires: {after: 20d, from: activity, warn: 5d}
          tiers: {by: spend, window: 20d, ladder: {plain: 0, fine: {from: 50, benefits: {tea: gift}}}}
          rewards: {cup: 5}
      """;
  private static final String SEGMENTS =
      """
      segments:
        some: customer.loyalty.points > 20
        above: customer.loyalty.tier != "bronze"
        nearly: customer.loyalty.missing < 40
        steady: customer.won("steady")
        served: customer.benefit("tea")
        falling: customer.loyalty.projected_tier != customer.loyalty.tier
        soon: customer.in("some") && customer.loyalty.tier_ends - now < days(20)
      """;

  static final Map<String, String> FILES =
      Map.of("loyalty.yaml", PROGRAMMES, "segments.yaml", SEGMENTS);

  private PointsPlaybook() {}
}
