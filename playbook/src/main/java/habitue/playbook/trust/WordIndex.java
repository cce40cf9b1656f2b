package habitue.playbook.trust;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds words in texts whatever their capitals and accents. Looking allocates nothing: each word of
 * a text is hashed as it is read (FNV-1a, 64 bits) and looked up among the hashes of those known.
 */
public final class WordIndex {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final char[] PLAIN = plain();

  private final SortedMap<String, Integer> words;
  private final long[] hashes;
  private final int[] bits;

  WordIndex(Map<String, Integer> words) {
    this.words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
    var byHash = new TreeMap<Long, Integer>();
    words.forEach((word, bit) -> byHash.merge(hash(word), bit, (one, other) -> one & other));
    this.hashes = byHash.keySet().stream().mapToLong(Long::longValue).toArray();
    this.bits = byHash.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether every known word in a text is covered by one of these bits; 0 covers none. */
  boolean allows(String text, int readable) {
    long hash = OFFSET;
    boolean inside = false;
    for (int i = 0; i <= text.length(); i++) {
      char letter = i < text.length() ? plain(text.charAt(i)) : ' ';
      if (Character.isLetterOrDigit(letter)) {
        hash = (hash ^ letter) * PRIME;
        inside = true;
      } else if (inside) {
        if (!covers(hash, readable)) {
          return false;
        }
        hash = OFFSET;
        inside = false;
      }
    }
    return true;
  }

  private boolean covers(long hash, int readable) {
    int index = Arrays.binarySearch(hashes, hash);
    return index < 0 || (bits[index] & readable) != 0;
  }

  private static long hash(String word) {
    long hash = OFFSET;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ plain(word.charAt(i))) * PRIME;
    }
    return hash;
  }

  private static char plain(char letter) {
    return letter < PLAIN.length ? PLAIN[letter] : Character.toLowerCase(letter);
  }

  private static char[] plain() {
    var table = new char[0x250];
    for (char letter = 0; letter < table.length; letter++) {
      String bare = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
      table[letter] = Character.toLowerCase(bare.charAt(0));
    }
    return table;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordIndex index && words.equals(index.words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }
}
