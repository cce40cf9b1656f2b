package habitue.server.discretion;

import habitue.model.CustomerId;
import habitue.server.console.ConsoleData;
import habitue.server.console.view.Customer;
import habitue.server.console.view.CustomerList;
import habitue.server.console.view.CustomerQuery;
import habitue.server.console.view.DataPage;
import habitue.server.console.view.Moment;
import habitue.server.console.view.NewSource;
import habitue.server.console.view.Outcome;
import habitue.server.console.view.Refusals;
import habitue.server.console.view.Scope;
import habitue.server.console.view.Shop;
import habitue.server.console.view.Sides;
import habitue.server.console.view.Timeline;
import habitue.server.console.view.Today;
import habitue.server.console.view.Trust;
import habitue.server.console.view.Whom;
import habitue.server.next.Foretold;
import habitue.server.people.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The console's data as the one who asks may see them: everything that pages show comes through
 * here, so that no page has to think of it. Who is not known to see contact details does not.
 */
public final class Discreet implements ConsoleData {
  private final ConsoleData data;

  public Discreet(ConsoleData data) {
    this.data = data;
  }

  private static boolean seesAll() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null
        && Arrays.stream(Role.values())
            .filter(Role::seesContacts)
            .anyMatch(role ->
                who.getAuthorities().stream()
                    .anyMatch(each -> role.authority().equals(each.getAuthority())));
  }

  /** Someone on their own page sees what is theirs. */
  private static boolean sees(String id) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return seesAll()
        || who != null
            && who.getAuthorities().stream()
                .anyMatch(each ->
                    each instanceof Themselves(CustomerId own) && own.toString().equals(id));
  }

  @Override
  public Shop shop() {
    return data.shop();
  }

  @Override
  public Today today(Scope scope) {
    Today today = data.today(scope);
    return seesAll() ? today : new Masked(Mask.NOBODYS).today(today);
  }

  @Override
  public Following follow(@Nullable String store, Consumer<Moment> listener) {
    var masked = new Masked(Mask.NOBODYS);
    return data.follow(
        store, seesAll() ? listener : moment -> listener.accept(masked.moment(moment)));
  }

  @Override
  public CustomerList customers(CustomerQuery query) {
    return seesAll()
        ? data.customers(query)
        : new Masked(Mask.NOBODYS).list(data.customers(query.discreet()));
  }

  @Override
  public List<Whom.Named> filters(String language) {
    return data.filters(language);
  }

  @Override
  public String named(Whom filter, String language) {
    return data.named(filter, language);
  }

  @Override
  public Optional<Customer> customer(String id) {
    Optional<Customer> customer = data.customer(id);
    return sees(id) ? customer : customer.map(each -> new Masked(Mask.of(each)).customer(each));
  }

  @Override
  public Optional<Foretold> next(String id) {
    return data.next(id);
  }

  @Override
  public Optional<Timeline> timeline(
      String id, Timeline.Filter filter, @Nullable String before, int limit) {
    Optional<Timeline> timeline = data.timeline(id, filter, before, limit);
    return sees(id) ? timeline : timeline.map(each -> of(id).timeline(each));
  }

  @Override
  public Optional<Sides> beforeSplit(String id, String identifierKey) {
    Optional<Sides> sides = data.beforeSplit(id, identifierKey);
    return seesAll() ? sides : sides.map(each -> of(id).sides(each));
  }

  @Override
  public Optional<Sides> beforeJoin(String id, String otherId) {
    Optional<Sides> sides = data.beforeJoin(id, otherId);
    return seesAll() ? sides : sides.map(each -> of(id).sides(each));
  }

  private Masked of(String id) {
    return new Masked(data.customer(id).map(Mask::of).orElse(Mask.NOBODYS));
  }

  @Override
  public Outcome split(String id, String identifierKey, String author) {
    return data.split(id, identifierKey, author);
  }

  @Override
  public Outcome join(String id, String otherId, String reason, String author) {
    return data.join(id, otherId, reason, author);
  }

  @Override
  public DataPage data() {
    return data.data();
  }

  @Override
  public Sold sold(String product) {
    return data.sold(product);
  }

  @Override
  public Trust trust() {
    return data.trust();
  }

  @Override
  public Trust.Objectors objectors(@Nullable String after, int limit) {
    Trust.Objectors objectors = data.objectors(after, limit);
    return seesAll() ? objectors : new Masked(Mask.NOBODYS).objectors(objectors);
  }

  @Override
  public Refusals refusals(@Nullable String before, int limit) {
    return data.refusals(before, limit);
  }

  @Override
  public NewSource.Answer addSource(NewSource source, String author) {
    return data.addSource(source, author);
  }
}
