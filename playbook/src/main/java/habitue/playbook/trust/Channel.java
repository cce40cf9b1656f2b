package habitue.playbook.trust;

import habitue.playbook.yaml.Entry;
import java.util.Arrays;
import java.util.Optional;

/** A way to reach someone. */
public enum Channel {
  EMAIL,
  SMS,
  PUSH,
  PHONE,
  POST;

  /** As playbooks, events and the API write it. */
  public String wireName() {
    return Entry.written(this);
  }

  public static Optional<Channel> named(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(name)).findFirst();
  }
}
