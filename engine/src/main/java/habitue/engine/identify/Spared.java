package habitue.engine.identify;

import habitue.model.Event;
import habitue.model.Fields;
import habitue.model.IdentifierType;
import habitue.model.Value;
import habitue.playbook.trust.Children;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that is kept of a child whose parents did not agree: ids, by which their orders and rights
 * are found, and what tells how old they are. No name, no address, nothing else.
 */
public final class Spared {
  private static final Set<IdentifierType> ADDRESSES =
      Set.of(IdentifierType.EMAIL, IdentifierType.PHONE);

  private Spared() {}

  /** An event of theirs without what else it says of them. */
  public static Event of(Event event, Children children) {
    Fields context = event.context();
    Fields kept =
        context
            .with("traits", children.spared(context.fields("traits")))
            .with("externalIds", ids(context.list("externalIds")));
    Fields message =
        event
            .message()
            .without("groupId")
            .with("traits", children.spared(event.message().fields("traits")))
            .with("context", kept);
    return event.saying(message);
  }

  private static Value ids(List<Value> said) {
    return new Value.Many(said.stream().filter(each -> !isAddress(each)).toList());
  }

  private static boolean isAddress(Value said) {
    return said instanceof Fields id
        && IdentifierType.named(id.text("type").orElse("")).filter(ADDRESSES::contains).isPresent();
  }

  /** A profile that was folded before anyone knew. */
  public static Profile of(Profile profile, Children children) {
    var traits = new TreeMap<String, Trait>();
    profile
        .traits()
        .forEach((name, trait) ->
            children
                .spared(Fields.of(name, trait.value()))
                .value(name)
                .ifPresent(value -> traits.put(name, trait.with(value))));
    return new Profile(
        profile.identifiers().stream()
            .filter(known -> !ADDRESSES.contains(known.identifier().type()))
            .toList(),
        profile.droppedIdentifiers(),
        traits,
        profile.ignoredTraits(),
        profile.refusedTraits(),
        profile.knownSince());
  }
}
