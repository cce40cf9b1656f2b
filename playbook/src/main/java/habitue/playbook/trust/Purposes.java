package habitue.playbook.trust;

import habitue.model.Consent;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The purposes of a brand, and on what grounds it writes to people. Sets of purposes are bits: one
 * look at a number tells what a record may be read for.
 *
 * @param purposes measure, personalise, advertise, then the brand's own, at most {@link #MOST}
 * @param categories names of consent categories, in small letters, to the bits of their purposes
 * @param wordings the words people were ever asked with, by version and language
 */
public record Purposes(
    List<Purpose> purposes,
    SortedMap<String, Integer> categories,
    Map<Channel, ChannelRule> channels,
    SortedMap<String, Map<String, String>> wordings) {
  /** The most purposes a playbook names. */
  public static final int MOST = 24;

  /** What a source vouches for when it says that a missing consent means yes. */
  public static final int VOUCHED = Purpose.MEASURE | Purpose.PERSONALISE;

  public Purposes {
    purposes = List.copyOf(purposes);
    categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    channels = Collections.unmodifiableMap(new EnumMap<>(channels));
    wordings = Collections.unmodifiableSortedMap(new TreeMap<>(wordings));
  }

  public Optional<Purpose> named(String name) {
    return purposes.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  public ChannelRule channel(Channel channel) {
    return channels.getOrDefault(channel, ChannelRule.NONE);
  }

  /** The bit of a purpose; 0 for a name that is none. */
  public int bit(String name) {
    for (Purpose purpose : purposes) {
      if (purpose.name().equals(name)) {
        return purpose.bit();
      }
    }
    return 0;
  }

  /** What the categories of a consent allow: one yes and no no for the purpose. */
  public int allowed(Consent consent) {
    return spoken(consent, true) & ~spoken(consent, false);
  }

  /** What the categories of a consent refuse. */
  public int refused(Consent consent) {
    return spoken(consent, false);
  }

  private int spoken(Consent consent, boolean answer) {
    int bits = 0;
    for (Map.Entry<String, Boolean> said : consent.categories().entrySet()) {
      if (said.getValue() == answer) {
        bits |= categories.getOrDefault(said.getKey().toLowerCase(Locale.ROOT), 0);
      }
    }
    return bits;
  }
}
