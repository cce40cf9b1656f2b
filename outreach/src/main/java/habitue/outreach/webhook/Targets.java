package habitue.outreach.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which addresses may be sent to: those of the public internet. A name is resolved once for each
 * delivery and the connection goes to the very address that was checked, so that a name that
 * answers otherwise the second time gains nothing.
 */
final class Targets {
  private static final int LONGEST = 2_000;

  private final boolean anywhere;

  /**
   * @param anywhere private addresses too, and plain HTTP
   */
  Targets(boolean anywhere) {
    this.anywhere = anywhere;
  }

  /** Refuses what is no address of a web server. */
  void check(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(anywhere && scheme.equals("http"))) {
      throw new TargetRefused("target_bad", "a target's address begins with https://");
    }
    boolean plain =
        url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
    if (!plain || url.toString().length() > LONGEST) {
      throw new TargetRefused(
          "target_bad", "a target has a host, no user, no fragment, 2,000 characters at most");
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      throw new TargetRefused("target_bad", "a target's port is 1 to 65535");
    }
  }

  /** The address to connect to. If one of a name's addresses is not allowed, none is. */
  InetAddress resolve(URI url) {
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(url.getHost());
    } catch (UnknownHostException unknown) {
      throw new TargetRefused("target_unknown", "the target's name is not known");
    }
    for (InetAddress each : found) {
      if (!anywhere && !isPublic(each)) {
        throw new TargetRefused(
            "target_private", "the target's address is not of the public internet");
      }
    }
    return found[0];
  }

  /** By the registries of special addresses (IANA; RFC 6890). */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] b) {
    int one = b[0] & 0xff;
    int two = b[1] & 0xff;
    int three = b[2] & 0xff;
    return switch (one) {
      case 0, 10, 127 -> false;
      case 100 -> two < 64 || two > 127;
      case 169 -> two != 254;
      case 172 -> two < 16 || two > 31;
      case 192 ->
          two != 168 && !(two == 0 && (three == 0 || three == 2)) && !(two == 88 && three == 99);
      case 198 -> two != 18 && two != 19 && !(two == 51 && three == 100);
      case 203 -> !(two == 0 && three == 113);
      default -> one < 224;
    };
  }

  /** Only 2000::/3 is given out; of it, not documentation, nor what wraps an IPv4 address. */
  private static boolean isPublic6(byte[] b) {
    int first = (b[0] & 0xff) << 8 | (b[1] & 0xff);
    int second = (b[2] & 0xff) << 8 | (b[3] & 0xff);
    boolean given = (b[0] & 0xe0) == 0x20;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0x0db8);
    boolean wrapped = first == 0x2002;
    boolean documentation = first == 0x3fff && second < 0x1000;
    return given && !special && !wrapped && !documentation;
  }
}
