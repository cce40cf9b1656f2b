package habitue.store.journal;

import habitue.model.Because;
import habitue.model.Fact;
import habitue.model.Fields;
import habitue.model.Packer;
import habitue.model.Unpacker;
import habitue.model.ValueCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Packs facts. */
public final class FactCodec {
  private FactCodec() {}

  public static void write(List<Fact> facts, Packer to) {
    to.unsigned(facts.size());
    for (Fact fact : facts) {
      to.text(fact.name()).instant(fact.at()).instant(fact.statedAt());
      ValueCodec.writeFields(fact.details(), to);
      Commitments.writeBecause(fact.because(), to);
    }
  }

  public static List<Fact> read(Unpacker from) {
    int count = from.count();
    var facts = new ArrayList<Fact>(count);
    for (int i = 0; i < count; i++) {
      String name = from.text();
      Instant at = from.instant();
      Instant statedAt = from.instant();
      Fields details = ValueCodec.readFields(from);
      Because because = Commitments.readBecause(from);
      facts.add(new Fact(name, at, statedAt, details, because));
    }
    return facts;
  }
}
