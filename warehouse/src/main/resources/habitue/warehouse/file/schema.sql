create table about (name varchar not null, value varchar not null);
comment on table about is 'What the file says of itself.';
comment on column about.name is 'schema_version, made_at; after a rebuild also rebuilt_until: what was recorded up to then may come again from the feed and is told apart. marks: the rules of who is no customer that reality is by. erased_bytes: the file is to be written anew, without what was erased.';
comment on column about.value is 'Its value, as text.';

create table cursors (slot smallint not null, sequence bigint not null);
comment on table cursors is 'How far each of the 256 slots of the store was taken. Written in the same transaction as the rows.';
comment on column cursors.slot is '0 to 255.';
comment on column cursors.sequence is 'The last chunk taken.';

create table erasures (position bigint not null, orders bigint not null);
comment on table erasures is 'Erasures that were taken; for the follower.';
comment on column erasures.position is 'The place of the erasure in the journal.';
comment on column erasures.orders is 'How many orders stay of it without the person.';

create table waiting (customer_id varchar not null);
comment on table waiting is 'Customers whose row is behind, under load; for the follower.';
comment on column waiting.customer_id is 'Whose row will be written next.';

create table strands (strand bigint not null, customer_id varchar not null);
comment on table strands is 'Which customer a strand (the thread of events filed under one identifier) belongs to now. A join of two customers changes rows here and moves no event.';
comment on column strands.strand is 'Number of the strand.';
comment on column strands.customer_id is 'The customer it belongs to.';

create table customers (
  customer_id varchar not null, known boolean not null, user_id varchar,
  name varchar, email varchar, phone varchar, country varchar, city varchar, postcode varchar,
  first_seen timestamptz, last_seen timestamptz, last_contact timestamptz, known_since timestamptz,
  events bigint not null, visits bigint not null, orders bigint not null,
  revenue decimal(38, 4) not null, refunded decimal(38, 4) not null,
  cancelled decimal(38, 4) not null, net decimal(38, 4) not null, currency varchar not null,
  orders_without_rate bigint not null, refunds_unmatched bigint not null,
  refunds_pending bigint not null,
  first_order timestamptz, last_order timestamptz, median_interval_days double,
  first_source varchar, first_medium varchar, first_campaign varchar,
  reach_email varchar not null, reach_sms varchar not null, reach_push varchar not null,
  reach_phone varchar not null, reach_post varchar not null, restricted boolean not null,
  profiled_from timestamptz,
  first_order_day date, last_order_day date, order_days bigint not null,
  stage varchar, stage_since timestamptz, score_mark double, score_fades bigint not null,
  refolding boolean not null, halted boolean not null,
  name_key varchar not null, search varchar not null, identity_mark bigint not null,
  standing_mark bigint not null);
comment on table customers is 'One row per customer, as known now.';
comment on column customers.customer_id is 'The id the console shows.';
comment on column customers.known is 'True with a user id: the shop knows who it is.';
comment on column customers.user_id is 'The shop''s customer number; the first one given where there are several.';
comment on column customers.name is 'name, else first and last name, of the traits.';
comment on column customers.email is 'The e-mail trait, else an e-mail they go by.';
comment on column customers.phone is 'The phone trait, else a phone they go by.';
comment on column customers.country is 'Of the address trait, else the country trait.';
comment on column customers.city is 'Of the address trait, else the city trait.';
comment on column customers.postcode is 'Of the address trait, else the postcode trait.';
comment on column customers.first_seen is 'Time of their earliest event.';
comment on column customers.last_seen is 'Time of their latest event of any kind.';
comment on column customers.last_contact is 'Time of the latest act of their own.';
comment on column customers.known_since is 'When a user id or a verified address was first carried.';
comment on column customers.events is 'How many events they ever had.';
comment on column customers.visits is 'How many visits ever started.';
comment on column customers.orders is 'How many orders they ever placed, cancelled ones too.';
comment on column customers.revenue is 'Goods ordered, before refunds and cancellations, in the brand''s currency.';
comment on column customers.refunded is 'Given back, in the brand''s currency.';
comment on column customers.cancelled is 'Called off, in the brand''s currency.';
comment on column customers.net is 'revenue - refunded - cancelled.';
comment on column customers.currency is 'The brand''s currency; XXX before the first order.';
comment on column customers.orders_without_rate is 'Orders that lack an exchange rate: counted, their amounts left out.';
comment on column customers.refunds_unmatched is 'Refunds that name no order.';
comment on column customers.refunds_pending is 'Refunds that name an order which has not come.';
comment on column customers.first_order is 'When their first order was placed.';
comment on column customers.last_order is 'When their latest order was placed.';
comment on column customers.median_interval_days is 'Middle interval between their order days; empty before two.';
comment on column customers.first_source is 'What brought their first visit, such as google; direct when nothing says.';
comment on column customers.first_medium is 'Such as cpc, email, organic; none when direct.';
comment on column customers.first_campaign is 'The campaign of their first visit.';
comment on column customers.reach_email is 'Whether marketing may reach them by e-mail, in a word: consent, confirmed-consent and similar-products are yes; no-address, withdrawn, refused, not-confirmed, never-asked, restricted and child are no. Suppressed addresses are not taken off: the tables do not know them.';
comment on column customers.reach_sms is 'The same by text message.';
comment on column customers.reach_push is 'The same by notification.';
comment on column customers.reach_phone is 'The same by telephone.';
comment on column customers.reach_post is 'The same by post.';
comment on column customers.restricted is 'True while nothing may be concluded of them, as they asked.';
comment on column customers.profiled_from is 'From when on their orders may be read to say what they will likely order; empty for who did not agree to it, objected, is restricted or is a child.';
comment on column customers.first_order_day is 'The day of their first order, in the brand''s time zone; empty where all were called off before they counted.';
comment on column customers.last_order_day is 'The day of their latest order, in the brand''s time zone.';
comment on column customers.order_days is 'On how many days they ordered.';
comment on column customers.stage is 'The stage they are in, by its name in the playbook; empty before anything was known.';
comment on column customers.stage_since is 'When they came into it.';
comment on column customers.score_mark is 'Orders people by contact score at any instant. The score now is pow(2, score_mark) where score_fades is 0, otherwise pow(2, score_mark - epoch_ms(now()) / score_fades); empty for no score.';
comment on column customers.score_fades is 'After how many milliseconds half of the score is left; 0 for never.';
comment on column customers.refolding is 'True while their past is being folded again.';
comment on column customers.halted is 'True while something in their past stops it from being folded.';
comment on column customers.name_key is 'The name without capitals and accents, to sort by.';
comment on column customers.search is 'Everything they are found by, without capitals and accents, between newlines.';
comment on column customers.identity_mark is 'Changes with their identifiers, strands and consents; for the follower.';

comment on column customers.standing_mark is 'Changes with their rows in memberships and members; for the follower.';

create table memberships (
  customer_id varchar not null, kind varchar not null, name varchar not null,
  since timestamptz, mark double, fades bigint not null);
comment on table memberships is 'The segments, flags and tags each customer has now.';
comment on column memberships.customer_id is 'Whose it is.';
comment on column memberships.kind is 'segment, flag or tag.';
comment on column memberships.name is 'Its name in the playbook; of a tag that each value earns, with the value: CATEGORY_KITCHEN.';
comment on column memberships.since is 'When they came into the segment or the flag went up; of a tag, when it was last earned, or set by hand.';
comment on column memberships.mark is 'Of a tag: its score now is pow(2, mark) where fades is 0, otherwise pow(2, mark - epoch_ms(now()) / fades). Empty for segments and flags.';
comment on column memberships.fades is 'After how many milliseconds half of a tag''s score is left; 0 for never.';

create table members (
  customer_id varchar not null, programme varchar not null, joined_at timestamptz not null,
  left_at timestamptz, points bigint not null, pending bigint not null,
  tier varchar, tier_until timestamptz);
comment on table members is 'What each customer has in each loyalty programme now.';
comment on column members.customer_id is 'Whose it is.';
comment on column members.programme is 'The programme, by its name in the playbook.';
comment on column members.joined_at is 'When they joined it, last.';
comment on column members.left_at is 'When they left it; empty while they take part.';
comment on column members.points is 'What they may spend; below zero where points came back after they were spent.';
comment on column members.pending is 'What becomes active later.';
comment on column members.tier is 'The tier they are in, by its name in the playbook; empty for none, and for who left.';
comment on column members.tier_until is 'When their tier is decided anew; empty for never.';

create table identifiers (
  customer_id varchar not null, type varchar not null, value varchar not null, store varchar not null,
  verified boolean not null, first_seen timestamptz not null, last_day date not null);
comment on table identifiers is 'The names each customer goes by, at most 200 each.';
comment on column identifiers.customer_id is 'Whose it is.';
comment on column identifiers.type is 'userId, email, phone, card, anonymousId, device or orderId.';
comment on column identifiers.value is 'As given; e-mails and phones normalised.';
comment on column identifiers.store is 'The store an order id counts in; empty for other types.';
comment on column identifiers.verified is 'True when a trusted source vouched for it.';
comment on column identifiers.first_seen is 'Time of the earliest event that carried it.';
comment on column identifiers.last_day is 'Day (UTC) of the latest event that carried it.';

create table consents (
  customer_id varchar not null, purpose varchar not null, channel varchar not null,
  state varchar not null, basis varchar, wording varchar, source varchar not null, proof varchar,
  said_at timestamptz not null, stated_at timestamptz not null, objection boolean not null);
comment on table consents is 'What each customer last said of a purpose, or of marketing on a channel.';
comment on column consents.customer_id is 'Who said it.';
comment on column consents.purpose is 'measure, personalise, advertise, one of the brand''s own, parental; or marketing, with a channel.';
comment on column consents.channel is 'email, sms, push, phone or post; empty for a purpose as such.';
comment on column consents.state is 'asked, given, confirmed, refused or withdrawn.';
comment on column consents.basis is 'On what grounds it was given, such as consent; empty for a no.';
comment on column consents.wording is 'The version of the words they were asked with.';
comment on column consents.source is 'Who passed it on: a source, a key or a colleague.';
comment on column consents.proof is 'Where it can be looked up.';
comment on column consents.said_at is 'When they said it.';
comment on column consents.stated_at is 'When it could be known; later for a late event.';
comment on column consents.objection is 'True for a no that is an objection (GDPR, article 21), not only a refusal.';

create table event_rows (
  seq bigint not null, slot smallint not null, position bigint not null, strand bigint not null,
  name varchar not null, kind varchar not null, happened_at timestamptz not null,
  recorded_at timestamptz not null, mode varchar not null, reality varchar not null,
  source varchar not null, trust varchar not null, store varchar not null, channel varchar not null,
  message_id varchar, user_id varchar, order_id varchar, properties json not null, spared boolean not null);
comment on table event_rows is 'Events as filed, by strand; the view events adds the customer.';
comment on column event_rows.seq is 'The order in which the warehouse took them; starts anew with a rebuild.';
comment on column event_rows.slot is 'The slot of the store it is filed in.';
comment on column event_rows.position is 'Its place in the journal; with the slot it names the event.';
comment on column event_rows.strand is 'The strand it is filed under for good.';
comment on column event_rows.name is 'Name of a track event; Page Viewed, Identified… for the other kinds.';
comment on column event_rows.kind is 'track, identify, page, screen, group or alias.';
comment on column event_rows.happened_at is 'When it happened, corrected for the client''s clock.';
comment on column event_rows.recorded_at is 'When it was taken in.';
comment on column event_rows.mode is 'live or history.';
comment on column event_rows.reality is 'real, bot, internal or test, by the rules in force; figures count real ones only.';
comment on column event_rows.source is 'Name of the source it came from.';
comment on column event_rows.trust is 'browser, server, import or console.';
comment on column event_rows.store is 'The shop its source speaks for.';
comment on column event_rows.channel is 'web, app, shop, till, service…';
comment on column event_rows.message_id is 'The client''s own id of it.';
comment on column event_rows.user_id is 'The user id it carried; empty when anonymous.';
comment on column event_rows.order_id is 'Its order_id (or orderId) property, if any.';
comment on column event_rows.properties is 'Its properties as sent; the traits of an identify or group.';
comment on column event_rows.spared is 'True when it is a child''s and properties have only what is kept of a child.';

create table orders (
  customer_id varchar not null, store varchar not null, order_id varchar not null,
  placed_at timestamptz not null, day date not null, status varchar not null,
  currency varchar not null, gross decimal(38, 4) not null, refunded decimal(38, 4) not null,
  cancelled decimal(38, 4) not null, net decimal(38, 4) not null, excess decimal(38, 4) not null,
  shipping decimal(38, 4), tax decimal(38, 4), tax_included boolean not null,
  discount decimal(38, 4), total decimal(38, 4), paid_by_gift_card decimal(38, 4),
  paid_by_points decimal(38, 4), coupon varchar,
  rate decimal(38, 12), home_currency varchar, home_gross decimal(38, 4),
  home_refunded decimal(38, 4), home_cancelled decimal(38, 4), home_net decimal(38, 4),
  items bigint not null, cancelled_at timestamptz,
  channel varchar, source varchar, guest boolean not null,
  was_known boolean, was_first boolean);
comment on table orders is 'One row per order (store and order id) and customer, as it stands now. Of an erased person the amounts stay, under the customer erased and without an order id.';
comment on column orders.customer_id is 'Who ordered.';
comment on column orders.store is 'The store its number counts in.';
comment on column orders.order_id is 'The shop''s number of it.';
comment on column orders.placed_at is 'When it was placed.';
comment on column orders.day is 'That day in the brand''s time zone.';
comment on column orders.status is 'placed, partly-refunded, refunded or cancelled.';
comment on column orders.currency is 'What it was placed in; the amounts without home_ are in it.';
comment on column orders.gross is 'The goods, before refunds and cancellation.';
comment on column orders.refunded is 'Given back of the goods, never more than gross.';
comment on column orders.cancelled is 'What was left when it was called off.';
comment on column orders.net is 'gross - refunded - cancelled.';
comment on column orders.excess is 'Given back beyond the goods: shipping and tax, or a mistake.';
comment on column orders.shipping is 'As said; empty when not said.';
comment on column orders.tax is 'As said; empty when not said.';
comment on column orders.tax_included is 'True when the prices hold the tax already.';
comment on column orders.discount is 'Of the whole order, as said; empty when not said.';
comment on column orders.total is 'What was to be paid, as said; empty when not said.';
comment on column orders.paid_by_gift_card is 'Part of the total; empty when not said.';
comment on column orders.paid_by_points is 'Part of the total; empty when not said.';
comment on column orders.coupon is 'The coupon code said.';
comment on column orders.rate is 'What one unit of its currency was worth in the brand''s on its day; empty without a rate.';
comment on column orders.home_currency is 'The brand''s currency; empty without a rate.';
comment on column orders.home_gross is 'gross in the brand''s currency; empty without a rate.';
comment on column orders.home_refunded is 'refunded in the brand''s currency, at the order''s rate.';
comment on column orders.home_cancelled is 'cancelled in the brand''s currency, at the order''s rate.';
comment on column orders.home_net is 'net in the brand''s currency, at the order''s rate.';
comment on column orders.items is 'How many lines it has.';
comment on column orders.cancelled_at is 'When it was called off.';
comment on column orders.channel is 'Channel of the source that placed it.';
comment on column orders.source is 'Name of the source that placed it.';
comment on column orders.was_known is 'Of an erased person''s order: whether the shop knew who it was; empty for all others.';
comment on column orders.was_first is 'Of an erased person''s order: whether it was their first; empty for all others.';
comment on column orders.guest is 'True when the message that placed it carried no user id.';

create table order_items (
  customer_id varchar not null, store varchar not null, order_id varchar not null,
  line integer not null, product_id varchar, sku varchar, variant varchar, name varchar,
  category varchar, quantity decimal(38, 6) not null, unit_price decimal(38, 6) not null,
  amount decimal(38, 4) not null, share decimal(38, 4) not null, discount decimal(38, 4),
  tax decimal(38, 4), refunded_quantity decimal(38, 6) not null,
  refunded decimal(38, 4) not null, currency varchar not null);
comment on table order_items is 'The lines of the orders.';
comment on column order_items.customer_id is 'Who ordered.';
comment on column order_items.store is 'The store the order counts in.';
comment on column order_items.order_id is 'The shop''s number of the order.';
comment on column order_items.line is 'From 1, as listed.';
comment on column order_items.product_id is 'The product''s id.';
comment on column order_items.sku is 'Its stock-keeping number.';
comment on column order_items.variant is 'Such as a size or colour.';
comment on column order_items.name is 'Its name, cut to 120 characters.';
comment on column order_items.category is 'Its category, cut to 120 characters.';
comment on column order_items.quantity is 'How many; below zero for what came back in the same order.';
comment on column order_items.unit_price is 'As said, to six decimals; zero when not said.';
comment on column order_items.amount is 'quantity × unit_price less the line''s discount.';
comment on column order_items.share is 'Its part of the order''s gross: the amount, unless the order says another sum.';
comment on column order_items.discount is 'The line''s own, if said.';
comment on column order_items.tax is 'The line''s own, if said.';
comment on column order_items.refunded_quantity is 'How many were given back by name, as far as known: the lines of old orders no longer change.';
comment on column order_items.refunded is 'What was given back for those.';
comment on column order_items.currency is 'Of the amounts: the order''s.';

create table facts (
  seq bigint not null, customer_id varchar not null, name varchar not null,
  happened_at timestamptz not null, stated_at timestamptz not null, details json not null,
  cause varchar not null, cause_position bigint not null, rule varchar not null,
  rule_version integer not null, words json not null);
comment on table facts is 'What was concluded about each customer, and why.';
comment on column facts.seq is 'The order in which the warehouse took them, together with events; 0 for what a refold stated again.';
comment on column facts.customer_id is 'About whom.';
comment on column facts.name is 'In the past tense: Visit Started, Order Placed.';
comment on column facts.happened_at is 'When it became true.';
comment on column facts.stated_at is 'When it could be known; later for a late event.';
comment on column facts.details is 'What it says.';
comment on column facts.cause is 'The event or timer that caused it.';
comment on column facts.cause_position is 'The journal position of that event; 0 for a timer.';
comment on column facts.rule is 'Which rule said so.';
comment on column facts.rule_version is 'The version of it that held.';
comment on column facts.words is 'A short reason, as keys of the glossary with their values.';

create table shapes (
  event varchar not null, path varchar not null, type varchar not null, day date not null,
  count bigint not null);
comment on table shapes is 'Which events and properties came, by day. At most 1,000 events, 2,000 paths each, three levels deep.';
comment on column shapes.event is 'Name of the event; (others) past the thousandth.';
comment on column shapes.path is 'Such as products[].price; empty for the event itself, (others) past the two thousandth.';
comment on column shapes.type is 'text, number, flag, list, object or nothing; event for the event itself.';
comment on column shapes.day is 'Day (UTC) it is counted under: of its arrival when live, of its own time in history.';
comment on column shapes.count is 'In how many events.';

create view events as
  select e.seq, e.slot, e.position, s.customer_id, e.strand, e.name, e.kind, e.happened_at,
    e.recorded_at, e.mode, e.reality, e.source, e.trust, e.store, e.channel, e.message_id,
    e.user_id, e.order_id, e.properties, e.spared
  from event_rows e left join strands s on s.strand = e.strand;
comment on view events is 'Events with the customer each belongs to now; the columns are those of event_rows, and customer_id.';
comment on column events.customer_id is 'Whose event it is now.';

create view order_ordinals as
  select customer_id, store, order_id,
    case when was_first then 1 when not was_first then 2 else
      row_number() over (partition by customer_id order by placed_at, store, order_id) end as ordinal
  from orders;
comment on view order_ordinals is 'Which order of its customer each is, over their whole life.';
comment on column order_ordinals.customer_id is 'Who ordered.';
comment on column order_ordinals.store is 'The store its number counts in.';
comment on column order_ordinals.order_id is 'The shop''s number of it.';
comment on column order_ordinals.ordinal is '1 for the first; 2 and more make a regular.';
