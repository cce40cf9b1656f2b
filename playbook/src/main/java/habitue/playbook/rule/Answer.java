package habitue.playbook.rule;

/**
 * What a condition comes to. What nobody said is neither: as in CEL, a no beats it in an
 * <em>and</em> and a yes in an <em>or</em>; a whole condition without an answer does not hold.
 */
public enum Answer {
  NO,
  YES,
  ABSENT;

  static Answer of(boolean yes) {
    return yes ? YES : NO;
  }

  Answer negated() {
    return switch (this) {
      case NO -> YES;
      case YES -> NO;
      case ABSENT -> ABSENT;
    };
  }
}
