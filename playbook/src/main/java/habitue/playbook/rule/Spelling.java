package habitue.playbook.rule;

/**
 * What the parser is given for what people write. {@code in} is a word of CEL's own and cannot be a
 * function, so {@code customer.in("x")} is spelt otherwise for it, letter for letter as long:
 * places of mistakes stay right.
 */
final class Spelling {
  private Spelling() {}

  static String forParser(String text) {
    var spelt = new StringBuilder(text);
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quote != 0) {
        boolean escaped = each == '\\';
        quote = each == quote ? 0 : quote;
        i += escaped ? 1 : 0;
      } else if (each == '"' || each == '\'') {
        quote = each;
      } else if (text.startsWith(".in(", i)) {
        spelt.replace(i + 1, i + 3, Language.IN);
      }
    }
    return spelt.toString();
  }
}
