package habitue.store;

/** What publishing a playbook comes to. */
public sealed interface Publishing {

  /** It is in force; the same version as before where nothing in it is other. */
  record Taken(PublishedPlaybook published) implements Publishing {}

  /** Somebody published another meanwhile. */
  record Moved(int version) implements Publishing {}
}
