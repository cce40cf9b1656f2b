package habitue.engine.sell.orders;

/** An order's name: its number counts within its store. */
public record OrderKey(String store, String id) {

  /** Eight bytes that stand for it where there is no room for keys: FNV-1a of store and number. */
  long hash() {
    String whole = store + '\n' + id;
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < whole.length(); i++) {
      hash = (hash ^ whole.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
