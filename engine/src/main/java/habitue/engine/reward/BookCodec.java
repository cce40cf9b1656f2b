package habitue.engine.reward;

import habitue.engine.Packing;
import habitue.engine.reward.TierHeld.Reached;
import habitue.engine.reward.ledger.Account;
import habitue.engine.reward.ledger.Balances;
import habitue.engine.reward.ledger.Ledger;
import habitue.engine.reward.ledger.Lot;
import habitue.engine.reward.ledger.Part;
import habitue.engine.reward.ledger.Retired;
import habitue.engine.reward.ledger.Spend;
import habitue.engine.reward.ledger.Terms;
import habitue.engine.reward.refer.Referring;
import habitue.engine.reward.refer.ReferringCodec;
import habitue.model.Packer;
import habitue.model.Strand;
import habitue.model.Unpacker;
import habitue.playbook.plan.Programme.By;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Packs a book. */
public final class BookCodec {
  /**
   * 2: with redemptions, challenges met, a tier that is assured, and who came by whose word. 3:
   * with the activity that points live on by, what was accepted, where someone was held out, who is
   * above whom, what lots draw on, what waits for a budget, and codes from elsewhere. 4: with what
   * a tier took, and how codes of redemptions begin.
   */
  private static final int VERSION = 4;

  private BookCodec() {}

  public static byte[] write(Book book) {
    var to = new Packer().one((byte) VERSION).unsigned(book.members().size());
    book.members().forEach((programme, member) -> member(member, to.text(programme)));
    ReferringCodec.write(book.referring(), to);
    Packing.texts(List.copyOf(book.heldOut()), to);
    return to.bytes();
  }

  public static Book read(byte[] bytes) {
    var from = new Unpacker(bytes);
    int version = Packing.version(from, VERSION);
    int count = from.count();
    var members = new TreeMap<String, Member>();
    for (int i = 0; i < count; i++) {
      members.put(from.text(), member(from, version));
    }
    Referring referring = version < 2 ? Referring.NONE : ReferringCodec.read(from, version >= 3);
    var heldOut = new TreeSet<String>(version < 3 ? List.of() : Packing.texts(from));
    return new Book(members, referring, heldOut);
  }

  private static void member(Member member, Packer to) {
    to.instant(member.since()).instantOrNull(member.leftAt()).instantOrNull(member.warnedAt());
    tier(member.tier(), to);
    Packing.list(member.ledger().lots(), to, BookCodec::lot);
    Packing.list(member.ledger().spends(), to, BookCodec::spend);
    retired(member.ledger().retired(), to);
    for (Account account : Account.values()) {
      to.signed(member.ledger().balances().of(account));
    }
    tier(member.assured(), to);
    Packing.list(member.redemptions(), to, BookCodec::redemption);
    to.unsigned(member.wins().size());
    member
        .wins()
        .forEach((challenge, win) ->
            to.text(challenge)
                .instant(win.at())
                .text(win.award())
                .text(win.about())
                .flag(win.lost()));
    to.instantOrNull(member.activity());
    Packing.orNull(member.accepted(), to, BookCodec::acceptance);
    Packing.list(member.claims(), to, BookCodec::claim);
  }

  private static void acceptance(Acceptance accepted, Packer to) {
    to.instant(accepted.at()).text(accepted.conditions());
    to.text(accepted.store()).text(accepted.channel());
  }

  private static Acceptance acceptance(Unpacker from) {
    return new Acceptance(from.instant(), from.text(), from.text(), from.text());
  }

  private static void claim(Claim claim, Packer to) {
    terms(claim.terms(), to.text(claim.award()));
    Packing.list(claim.parts(), to, BookCodec::part);
  }

  private static Claim claim(Unpacker from) {
    return new Claim(from.text(), terms(from, VERSION), Packing.list(from, BookCodec::part));
  }

  private static void redemption(Redemption redemption, Packer to) {
    to.text(redemption.id()).text(redemption.reward()).instant(redemption.at());
    to.unsigned(redemption.number()).flag(redemption.coded());
    to.text(redemption.state().name()).text(redemption.code()).text(redemption.prefix());
  }

  private static Redemption redemption(Unpacker from, int version) {
    return new Redemption(
        from.text(),
        from.text(),
        from.instant(),
        from.unsigned(),
        from.flag(),
        Redemption.State.valueOf(from.text()),
        version < 3 ? "" : from.text(),
        version < 4 ? "" : from.text());
  }

  private static void tier(@Nullable TierHeld tier, Packer to) {
    Packing.orNull(
        tier,
        to,
        (each, packer) ->
            Packing.orNull(
                each.reached(),
                packer.text(each.name()).instant(each.since()).instantOrNull(each.until()),
                BookCodec::reached));
  }

  private static void reached(Reached reached, Packer to) {
    to.text(reached.by().name()).unsigned(reached.from()).instant(reached.after());
  }

  private static Reached reached(Unpacker from) {
    return new Reached(By.valueOf(from.text()), from.unsigned(), from.instant());
  }

  private static @Nullable TierHeld tier(Unpacker from, int version) {
    return Packing.orNull(
        from,
        each ->
            new TierHeld(
                each.text(),
                each.instant(),
                each.instantOrNull(),
                version < 4 ? null : Packing.orNull(each, BookCodec::reached)));
  }

  private static Member member(Unpacker from, int version) {
    var since = from.instant();
    var leftAt = from.instantOrNull();
    var warnedAt = from.instantOrNull();
    TierHeld tier = tier(from, version);
    var lots = Packing.list(from, each -> lot(each, version));
    var spends = Packing.list(from, BookCodec::spend);
    Retired retired = retired(from);
    var points = new EnumMap<Account, Long>(Account.class);
    for (Account account : Account.values()) {
      points.put(account, from.signed());
    }
    var ledger = new Ledger(lots, spends, retired, new Balances(points));
    TierHeld assured = version < 2 ? null : tier(from, version);
    List<Redemption> redemptions =
        version < 2 ? List.of() : Packing.list(from, each -> redemption(each, version));
    var wins = new TreeMap<String, Win>();
    int won = version < 2 ? 0 : from.count();
    for (int i = 0; i < won; i++) {
      wins.put(from.text(), new Win(from.instant(), from.text(), from.text(), from.flag()));
    }
    Instant activity = version < 3 ? null : from.instantOrNull();
    Acceptance accepted = version < 3 ? null : Packing.orNull(from, BookCodec::acceptance);
    List<Claim> claims = version < 3 ? List.of() : Packing.list(from, BookCodec::claim);
    return new Member(
        since,
        leftAt,
        ledger,
        tier,
        assured,
        warnedAt,
        redemptions,
        wins,
        activity,
        accepted,
        claims);
  }

  private static void retired(Retired retired, Packer to) {
    to.unsigned(retired.awards().size());
    retired.awards().forEach(to::fixed);
    to.unsigned(retired.issued()).unsigned(retired.expired());
    to.unsigned(retired.reversed()).unsigned(retired.spent());
  }

  private static Retired retired(Unpacker from) {
    List<Long> awards = Packing.list(from, Unpacker::fixed);
    return new Retired(awards, from.unsigned(), from.unsigned(), from.unsigned(), from.unsigned());
  }

  private static void lot(Lot lot, Packer to) {
    terms(lot.terms(), to.text(lot.id()));
    Packing.list(lot.parts(), to, BookCodec::part);
    to.unsigned(lot.pending()).unsigned(lot.active()).unsigned(lot.spent()).unsigned(lot.expired());
    to.unsigned(lot.reversed()).unsigned(lot.repaid());
    to.unsigned(lot.indebted()).unsigned(lot.forgiven());
  }

  private static void terms(Terms terms, Packer to) {
    to.unsigned(terms.strand().number()).text(terms.rule()).text(terms.about());
    to.instant(terms.earnedAt()).instantOrNull(terms.activeAt());
    to.instantOrNull(terms.expiresAt()).instantOrNull(terms.warnAt()).text(terms.budget());
  }

  private static Terms terms(Unpacker from, int version) {
    return new Terms(
        new Strand(from.unsigned()),
        from.text(),
        from.text(),
        from.instant(),
        from.instantOrNull(),
        from.instantOrNull(),
        from.instantOrNull(),
        version < 3 ? "" : from.text());
  }

  private static Lot lot(Unpacker from, int version) {
    return new Lot(
        from.text(),
        terms(from, version),
        Packing.list(from, BookCodec::part),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned(),
        from.unsigned());
  }

  private static void part(Part part, Packer to) {
    to.text(part.line()).unsigned(part.worth()).unsigned(part.points()).unsigned(part.taken());
  }

  private static Part part(Unpacker from) {
    return new Part(from.text(), from.unsigned(), from.unsigned(), from.unsigned());
  }

  private static void spend(Spend spend, Packer to) {
    to.text(spend.id()).unsigned(spend.strand().number()).flag(spend.undone());
    Packing.list(
        spend.from(), to, (each, packer) -> packer.text(each.lot()).unsigned(each.points()));
  }

  private static Spend spend(Unpacker from) {
    String id = from.text();
    var strand = new Strand(from.unsigned());
    boolean undone = from.flag();
    var given = Packing.list(from, each -> new Spend.Allocation(each.text(), each.unsigned()));
    return new Spend(id, strand, given, undone);
  }
}
