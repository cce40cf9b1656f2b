package habitue.simulation.identity;

import habitue.model.Identifier;
import habitue.model.IdentifierType;
import habitue.model.IdentifierType.Strength;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who is who, the slow and obvious way. Strands are numbers; those that came together are tied; a
 * person is whatever one reaches by ties, walked anew for every question. Everything told apart is
 * a pair of strands in a set.
 */
public final class PeopleModel {
  private static final int MOST_PARTNERS = 50;

  private final Map<Integer, Identifier> strands = new TreeMap<>();
  private final Map<Integer, Set<Integer>> ties = new HashMap<>();
  private final Set<Set<Integer>> apart = new HashSet<>();
  private final Map<Identifier, Known> known = new LinkedHashMap<>();
  private final NavigableMap<Integer, Customer> customers = new TreeMap<>();
  private int numbers;

  /** What there is to know of a name. */
  private static final class Known {
    private final Set<Identifier> partners = new HashSet<>();
    private int strand;
    private int claimant;
    private boolean closed;
  }

  /** An id ever given, and the strand the person began with; gone when joined into another. */
  private static final class Customer {
    private int root;
    private boolean gone;

    /**
     * Whether a server named their userId; whether anyone said that they agree to be written to.
     */
    private boolean proven;

    private boolean addressed;

    private void hear(boolean nowProven, boolean nowAddressed) {
      proven |= nowProven;
      addressed |= nowAddressed;
    }
  }

  /** Takes a message in; answers the strand it is filed under. */
  public int see(Sighting sighting) {
    List<Identifier> names = names(sighting);
    Optional<Identifier> former = sighting.formerUser().filter(known::containsKey);
    if (former.isEmpty()) {
      sighting.formerVisitor().filter(each -> !names.contains(each)).ifPresent(names::add);
    }
    names.forEach(name -> meet(name, names));
    int strand = file(names, sighting);
    names.stream().skip(1).forEach(name -> claim(name, strand, names, sighting));
    former.ifPresent(name -> alias(strand, name));
    hear(customer(owner(strand)), names, sighting);
    return strand;
  }

  /** Those it goes by: what came after an order goes to whoever placed it. */
  private List<Identifier> names(Sighting sighting) {
    var names = new ArrayList<>(sighting.believed());
    Identifier order = names.getLast();
    if (!sighting.laterOrder() || order.type() != IdentifierType.ORDER_ID || names.size() == 1) {
      return names;
    }
    boolean update = sighting.named("Order Updated");
    boolean user = names.getFirst().type() == IdentifierType.USER_ID;
    Known found = known.get(order);
    if (found == null ? user || update : found.closed) {
      return names;
    }
    if (found != null && user) {
      Set<Integer> buyer = person(found.strand);
      Known other = known.get(names.getFirst());
      boolean same = other != null && buyer.contains(other.strand);
      boolean free = !hasUser(buyer) && (update || found.claimant == 0);
      return same || free ? names : new ArrayList<>(List.of(order));
    }
    names.removeIf(name -> weak(name) && !name.equals(order));
    if (found != null) {
      names.remove(order);
      names.addFirst(order);
    }
    return names;
  }

  private static void hear(Customer customer, List<Identifier> names, Sighting sighting) {
    boolean user = names.getFirst().type() == IdentifierType.USER_ID;
    customer.hear(user && sighting.proven(), sighting.agrees());
  }

  /** Joins two customers by hand; false where they are one already. */
  public boolean join(int one, int other) {
    int first = resolve(one);
    int second = resolve(other);
    if (first == second) {
      return false;
    }
    Set<Integer> mine = person(customer(first).root);
    Set<Integer> theirs = person(customer(second).root);
    apart.removeIf(pair -> meets(pair, mine) && meets(pair, theirs));
    unite(customer(first).root, customer(second).root);
    return true;
  }

  /** Cuts a name's strand off a customer with all that came in only through it. */
  public boolean part(int number, Identifier name) {
    int from = resolve(number);
    Set<Integer> whole = person(customer(from).root);
    Known found = known.get(name);
    if (found == null || whole.size() < 2 || !whole.contains(found.strand)) {
      return false;
    }
    int strand = found.strand;
    if (!name.equals(strands.get(strand))) {
      return false;
    }
    Customer former = customers.get(strand);
    int taker = former == null || former.gone ? strand : ++numbers;
    if (customer(from).root == strand) {
      cutRoot(from, strand);
    } else {
      cutBranch(customer(from).root, strand);
    }
    Set<Integer> leaving = person(strand);
    whole.stream()
        .filter(staying -> !leaving.contains(staying))
        .forEach(staying -> leaving.forEach(each -> apart.add(Set.of(each, staying))));
    born(taker, strand);
    customer(taker).hear(customer(from).proven, customer(from).addressed);
    return true;
  }

  /** The customer a name stands for; empty for names unknown or claimed twice. */
  public Optional<Integer> resolve(Identifier name) {
    return Optional.ofNullable(known.get(name))
        .filter(found -> !found.closed)
        .map(found -> owner(found.strand));
  }

  /** The customer an id ever given stands for. */
  public int resolve(int number) {
    Customer customer = customer(number);
    return customer.gone ? owner(customer.root) : number;
  }

  /** The customer a strand belongs to. */
  public int owner(int strand) {
    Set<Integer> person = person(strand);
    return customers.entrySet().stream()
        .filter(each -> !each.getValue().gone && person.contains(each.getValue().root))
        .map(Map.Entry::getKey)
        .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
  }

  /** Every id ever given, the oldest first. */
  public List<Integer> everyone() {
    return List.copyOf(customers.keySet());
  }

  public Set<Integer> strands(int number) {
    return person(customer(resolve(number)).root);
  }

  public List<Identifier> names() {
    return List.copyOf(known.keySet());
  }

  public long living() {
    return customers.values().stream().filter(each -> !each.gone).count();
  }

  private int file(List<Identifier> names, Sighting sighting) {
    Identifier first = names.getFirst();
    Known found = known.get(first);
    if (found != null && !found.closed) {
      return found.strand;
    }
    boolean hopeless = found != null && crowded(first);
    Optional<Identifier> host =
        names.stream().skip(1).filter(name -> !hopeless && mayHost(name, first)).findFirst();
    int strand = strand(first, names);
    if (host.isEmpty()) {
      born(strand, strand);
      hear(customer(strand), names, sighting);
      return strand;
    }
    Known beside = found(host.get());
    tie(strand, beside.strand);
    if (weak(host.get())) {
      beside.claimant = strand;
    }
    return strand;
  }

  private boolean mayHost(Identifier name, Identifier first) {
    Known found = known.get(name);
    if (found == null || found.closed || crowded(name) || weak(name) && found.claimant != 0) {
      return false;
    }
    return first.type() != IdentifierType.USER_ID || !hasUser(person(found.strand));
  }

  private void claim(Identifier name, int strand, List<Identifier> names, Sighting sighting) {
    Known found = known.get(name);
    if (found == null) {
      claimNew(name, strand, names);
    } else if (!found.closed) {
      claimKnown(name, found, strand, names.getFirst(), sighting);
    }
  }

  private void claimNew(Identifier name, int strand, List<Identifier> names) {
    if (name.type() == IdentifierType.ORDER_ID) {
      var found = new Known();
      found.strand = strand;
      found.claimant = strand;
      known.put(name, found);
    } else if (!crowded(names.getFirst())) {
      int fresh = strand(name, names);
      tie(fresh, strand);
      found(name).claimant = weak(name) ? strand : 0;
    }
  }

  private void claimKnown(
      Identifier name, Known found, int strand, Identifier first, Sighting sighting) {
    Set<Integer> mine = person(strand);
    if (mine.contains(found.strand)) {
      if (weak(name) && found.claimant == 0 && found.strand != strand) {
        found.claimant = strand;
      }
      return;
    }
    if (crowded(name) || crowded(first)) {
      return;
    }
    Set<Integer> theirs = person(found.strand);
    boolean bothUsers = hasUser(mine) && hasUser(theirs);
    if (name.type() == IdentifierType.ORDER_ID) {
      claimOrder(found, strand, sighting);
      return;
    }
    boolean taken = weak(name) && found.claimant != 0 && !mine.contains(found.claimant);
    if (taken || weak(name) && bothUsers && !apart(mine, theirs)) {
      found.closed = true;
    } else if (!apart(mine, theirs) && !bothUsers && !unsafe(strand, found.strand, sighting)) {
      unite(strand, found.strand);
      found.claimant = weak(name) ? strand : 0;
    }
  }

  /** An order brings a guest and a user together once, or whoever only it was known of. */
  private void claimOrder(Known found, int strand, Sighting sighting) {
    Set<Integer> mine = person(strand);
    Set<Integer> theirs = person(found.strand);
    boolean bothUsers = hasUser(mine) && hasUser(theirs);
    boolean guest = hasUser(mine) != hasUser(theirs) && found.claimant == found.strand;
    boolean joins = found.claimant == 0 ? !bothUsers : guest && sighting.placing();
    if (joins && !apart(mine, theirs)) {
      unite(strand, found.strand);
      found.claimant = strand;
    }
  }

  /** Whether someone could be written to at an address that nothing proves to be theirs. */
  private boolean unsafe(int strand, int other, Sighting sighting) {
    Customer one = customer(owner(strand));
    Customer two = customer(owner(other));
    return !sighting.proven() && (guarded(one) && two.addressed || guarded(two) && one.addressed);
  }

  private boolean guarded(Customer customer) {
    return customer.proven && hasUser(person(customer.root));
  }

  private void alias(int strand, Identifier former) {
    Set<Integer> mine = person(strand);
    Set<Integer> theirs = person(found(former).strand);
    if (!mine.contains(found(former).strand) && !apart(mine, theirs)) {
      unite(strand, found(former).strand);
    }
  }

  /** Who has a userId keeps the id, else who was first. */
  private void unite(int mine, int theirs) {
    int one = owner(mine);
    int other = owner(theirs);
    boolean first =
        hasUser(person(mine)) != hasUser(person(theirs)) ? hasUser(person(mine)) : one < other;
    Customer winner = customer(first ? one : other);
    Customer loser = customer(first ? other : one);
    loser.gone = true;
    winner.hear(loser.proven, loser.addressed);
    tie(mine, theirs);
  }

  /** Who came with the first strand of all now comes with the oldest of its neighbours. */
  private void cutRoot(int number, int root) {
    Set<Integer> neighbours = Set.copyOf(ties.getOrDefault(root, Set.of()));
    int heir = neighbours.stream().min(Comparator.naturalOrder()).orElseThrow();
    neighbours.forEach(each -> untie(root, each));
    neighbours.stream().filter(each -> each != heir).forEach(each -> tie(each, heir));
    customer(number).root = heir;
  }

  private void cutBranch(int root, int strand) {
    for (int each : Set.copyOf(ties.getOrDefault(strand, Set.of()))) {
      untie(strand, each);
      if (!person(strand).contains(root)) {
        return;
      }
      tie(strand, each);
    }
    throw new IllegalStateException("strand " + strand + " hangs from nothing");
  }

  private void meet(Identifier name, List<Identifier> names) {
    Known found = known.get(name);
    if (found == null || name.type() == IdentifierType.ORDER_ID || crowded(name)) {
      return;
    }
    names.stream()
        .filter(other -> !other.equals(name) && other.type() != IdentifierType.ORDER_ID)
        .forEach(found.partners::add);
  }

  private int strand(Identifier name, List<Identifier> names) {
    int number = ++numbers;
    strands.put(number, name);
    Known former = known.get(name);
    var found = new Known();
    found.strand = number;
    if (former != null) {
      found.partners.addAll(former.partners);
    }
    known.put(name, found);
    meet(name, names);
    return number;
  }

  private void born(int number, int root) {
    Customer customer = customers.computeIfAbsent(number, each -> new Customer());
    customer.root = root;
    customer.gone = false;
    customer.proven = false;
    customer.addressed = false;
  }

  private Set<Integer> person(int strand) {
    Set<Integer> person = new TreeSet<>();
    var next = new ArrayDeque<>(Set.of(strand));
    while (!next.isEmpty()) {
      int each = next.remove();
      if (person.add(each)) {
        next.addAll(ties.getOrDefault(each, Set.of()));
      }
    }
    return person;
  }

  private boolean apart(Set<Integer> mine, Set<Integer> theirs) {
    return apart.stream().anyMatch(pair -> meets(pair, mine) && meets(pair, theirs));
  }

  private boolean hasUser(Set<Integer> person) {
    return person.stream().anyMatch(each -> name(each).type() == IdentifierType.USER_ID);
  }

  private boolean crowded(Identifier name) {
    return found(name).partners.size() > MOST_PARTNERS;
  }

  private void tie(int one, int other) {
    ties.computeIfAbsent(one, each -> new TreeSet<>()).add(other);
    ties.computeIfAbsent(other, each -> new TreeSet<>()).add(one);
  }

  private void untie(int one, int other) {
    ties.getOrDefault(one, Set.of()).remove(other);
    ties.getOrDefault(other, Set.of()).remove(one);
  }

  private Known found(Identifier name) {
    Known found = known.get(name);
    if (found == null) {
      throw new IllegalStateException(name + " is not known");
    }
    return found;
  }

  private Identifier name(int strand) {
    Identifier name = strands.get(strand);
    if (name == null) {
      throw new IllegalStateException("no strand " + strand);
    }
    return name;
  }

  private Customer customer(int number) {
    Customer customer = customers.get(number);
    if (customer == null) {
      throw new IllegalStateException("no customer " + number);
    }
    return customer;
  }

  private static boolean weak(Identifier name) {
    return name.type().strength() == Strength.WEAK;
  }

  private static boolean meets(Set<Integer> pair, Set<Integer> others) {
    return pair.stream().anyMatch(others::contains);
  }
}
