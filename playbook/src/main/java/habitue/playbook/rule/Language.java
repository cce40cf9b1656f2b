package habitue.playbook.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What names and functions conditions may use, and their types, as CEL's type-checker knows it. */
final class Language {
  static final CelType MONEY = OpaqueType.create("money");

  /** {@code customer.in(…)} as the parser is given it: {@code in} is a word of its own in CEL. */
  static final String IN = "iN";

  static final String SURPRISE = "surprise";

  /** Keeps names of types apart from names that conditions use. */
  private static final String PREFIX = "habitue.";

  private static final CelType SAID = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final CelType SCORES = MapType.create(SimpleType.STRING, SimpleType.DOUBLE);

  private static final ImmutableMap<String, CelType> PRODUCT =
      ImmutableMap.<String, CelType>builder()
          .putAll(texts("id", "name", "category", "brand"))
          .put("price", MONEY)
          .buildOrThrow();

  private static final ImmutableMap<String, CelType> EVENT =
      ImmutableMap.<String, CelType>builder()
          .put("name", SimpleType.STRING)
          .put("at", SimpleType.TIMESTAMP)
          .put("channel", SimpleType.STRING)
          .put("store", SimpleType.STRING)
          .put("properties", SAID)
          .put("traits", SAID)
          .put("page", struct("page", texts("path", "url", "title", "referrer", "search")))
          .put("campaign", struct("campaign", texts("source", "medium", "name", "term", "content")))
          .put("product", struct("product", PRODUCT))
          .put("order", struct("order", ImmutableMap.of("net", MONEY)))
          .buildOrThrow();

  private final Map<String, StructType> structs = new LinkedHashMap<>();
  private final StructType customer;
  private final StructType event;

  Language() {
    this.event = keep(struct("event", EVENT));
    EVENT.values().forEach(this::keep);
    this.customer = customer();
  }

  private StructType customer() {
    var nested = new TreeMap<String, Map<String, CelType>>();
    var own = new TreeMap<String, CelType>();
    for (Field field : Field.values()) {
      String[] names = field.path().split("\\.");
      if (names.length == 1) {
        own.put(names[0], type(field));
      } else {
        nested.computeIfAbsent(names[0], _ -> new TreeMap<>()).put(names[1], type(field));
      }
    }
    nested.forEach((name, fields) -> own.put(name, keep(struct("customer." + name, fields))));
    own.put("traits", SAID);
    own.put("tags", SCORES);
    return keep(struct("customer", own));
  }

  private static CelType type(Field field) {
    return switch (field.type()) {
      case FLAG -> SimpleType.BOOL;
      case WHOLE -> SimpleType.INT;
      case MONEY -> MONEY;
      case TIME -> SimpleType.TIMESTAMP;
      case LENGTH -> SimpleType.DURATION;
      case TEXT -> SimpleType.STRING;
      case FADING -> SimpleType.DOUBLE;
    };
  }

  private StructType keep(StructType struct) {
    structs.put(struct.name(), struct);
    return struct;
  }

  private void keep(CelType type) {
    if (type instanceof StructType struct) {
      structs.put(struct.name(), struct);
    }
  }

  private static StructType struct(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    return StructType.create(
        PREFIX + name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
  }

  private static Map<String, CelType> texts(String... names) {
    var types = new TreeMap<String, CelType>();
    Arrays.stream(names).forEach(name -> types.put(name, SimpleType.STRING));
    return types;
  }

  /** All names and the beginnings of all calls that a condition may have, as they are written. */
  List<String> words() {
    var words = new ArrayList<>(List.of("has(", "now"));
    words(customer, "customer", words);
    words(event, "event", words);
    Stream.of(sums(), ofCustomer(), folds())
        .flatMap(List::stream)
        .filter(each -> !each.name().startsWith("_"))
        .map(Language::call)
        .forEach(words::add);
    return words;
  }

  private static void words(StructType struct, String path, List<String> to) {
    for (String name : struct.fieldNames()) {
      String whole = path + "." + name;
      switch (struct.findField(name).orElseThrow().type()) {
        case StructType nested -> words(nested, whole, to);
        case MapType _ -> to.add(whole + "[");
        case CelType _ -> to.add(whole);
      }
    }
  }

  private static String call(CelFunctionDecl function) {
    CelOverloadDecl first = function.overloads().iterator().next();
    String name = function.name().equals(IN) ? "in" : function.name();
    String begun = (first.isInstanceFunction() ? "customer." : "") + name + "(";
    return first.parameterTypes().isEmpty() ? begun + ")" : begun;
  }

  /** The names known below a struct, to find the one that was meant. */
  List<String> fieldsOf(String struct) {
    StructType found = structs.get(PREFIX + struct);
    return found == null ? List.of() : found.fieldNames().stream().sorted().toList();
  }

  /**
   * A compiler of conditions.
   *
   * @param ofCustomer whether it may ask about the customer, beside the event or inside folds
   * @param measures the types of named measures
   * @param result what comes out
   */
  CelCompiler compiler(boolean ofCustomer, Map<String, CelType> measures, CelType result) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(2_000)
                    .maxParseRecursionDepth(40)
                    .build())
            .setStandardMacros(CelStandardMacro.HAS)
            .setTypeProvider(new Provider(ImmutableList.copyOf(structs.values())))
            .addVar("event", event)
            .setResultType(result)
            .addFunctionDeclarations(sums());
    if (ofCustomer) {
      builder.addVar("customer", customer).addVar("now", SimpleType.TIMESTAMP);
      measures.forEach(builder::addVar);
      builder.addFunctionDeclarations(ofCustomer()).addFunctionDeclarations(folds());
    }
    return builder.build();
  }

  private record Provider(ImmutableList<CelType> all) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return all;
    }

    @Override
    public Optional<CelType> findType(String name) {
      return all.stream().filter(type -> type.name().equals(name)).findFirst();
    }
  }

  private static List<CelFunctionDecl> sums() {
    var all = new ArrayList<CelFunctionDecl>();
    for (String compared : List.of("_<_", "_<=_", "_>_", "_>=_")) {
      all.add(function(compared, moneyAgainst(compared)));
    }
    all.add(function("_+_", overload("plus_money", MONEY, MONEY, MONEY)));
    all.add(function("_-_", overload("minus_money", MONEY, MONEY, MONEY)));
    all.add(
        function(
            "_*_",
            overload("times_money", MONEY, MONEY, SimpleType.INT),
            overload("money_times", MONEY, SimpleType.INT, MONEY),
            overload("times_length", SimpleType.DURATION, SimpleType.DURATION, SimpleType.INT),
            overload("times_mixed", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT),
            overload("mixed_times", SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE)));
    all.add(function("_/_", overload("ratio_money", SimpleType.DOUBLE, MONEY, MONEY)));
    for (String length : List.of("minutes", "hours", "days", "weeks")) {
      all.add(function(length, overload(length, SimpleType.DURATION, SimpleType.INT)));
    }
    all.add(function("lower", overload("lower", SimpleType.STRING, SimpleType.STRING)));
    return all;
  }

  private static CelOverloadDecl[] moneyAgainst(String compared) {
    return new CelOverloadDecl[] {
      overload(compared + "money", SimpleType.BOOL, MONEY, MONEY),
      overload(compared + "money_int", SimpleType.BOOL, MONEY, SimpleType.INT),
      overload(compared + "int_money", SimpleType.BOOL, SimpleType.INT, MONEY),
      overload(compared + "money_double", SimpleType.BOOL, MONEY, SimpleType.DOUBLE),
      overload(compared + "double_money", SimpleType.BOOL, SimpleType.DOUBLE, MONEY)
    };
  }

  private List<CelFunctionDecl> ofCustomer() {
    var all = new ArrayList<CelFunctionDecl>();
    all.add(function("since", overload("since", SimpleType.DURATION, SimpleType.TIMESTAMP)));
    all.add(function("date", overload("date", SimpleType.TIMESTAMP, SimpleType.STRING)));
    all.add(function("age", overload("age", SimpleType.INT, SimpleType.DYN)));
    all.add(function("birthday", overload("birthday", SimpleType.BOOL, SimpleType.DYN)));
    for (String part : List.of("weekday", "month", "day", "hour", "year")) {
      all.add(function(part, CelOverloadDecl.newGlobalOverload(part, SimpleType.INT)));
    }
    all.add(member(IN, "in", 1));
    all.add(member("flagged", "flagged", 1));
    all.add(member("tagged", "tagged", 1));
    all.add(member("won", "won", 1));
    all.add(member("benefit", "benefit", 1));
    all.add(
        CelFunctionDecl.newFunctionDeclaration(
            SURPRISE,
            surprise("text", SimpleType.STRING),
            surprise("int", SimpleType.INT),
            surprise("double", SimpleType.DOUBLE),
            surprise("money", MONEY)));
    all.add(
        CelFunctionDecl.newFunctionDeclaration(
            "reachable", onCustomer("reachable", 1), onCustomer("reachable_for", 2)));
    return all;
  }

  private CelOverloadDecl surprise(String id, CelType of) {
    return CelOverloadDecl.newMemberOverload(
        SURPRISE + id, SimpleType.DOUBLE, List.of(customer, of));
  }

  private CelFunctionDecl member(String name, String id, int texts) {
    return CelFunctionDecl.newFunctionDeclaration(name, onCustomer(id, texts));
  }

  private CelOverloadDecl onCustomer(String id, int texts) {
    var types = new ArrayList<CelType>();
    types.add(customer);
    for (int i = 0; i < texts; i++) {
      types.add(SimpleType.STRING);
    }
    return CelOverloadDecl.newMemberOverload(id, SimpleType.BOOL, types);
  }

  private static List<CelFunctionDecl> folds() {
    var all = new ArrayList<CelFunctionDecl>();
    all.add(function("count", folding("count", SimpleType.INT, List.of())));
    for (String name : List.of("sum", "min", "max")) {
      var overloads = new ArrayList<CelOverloadDecl>();
      Collections.addAll(
          overloads, folding(name + "_int", SimpleType.INT, List.of(SimpleType.INT)));
      Collections.addAll(
          overloads, folding(name + "_double", SimpleType.DOUBLE, List.of(SimpleType.DOUBLE)));
      Collections.addAll(overloads, folding(name + "_money", MONEY, List.of(MONEY)));
      all.add(function(name, overloads.toArray(CelOverloadDecl[]::new)));
    }
    all.add(function("distinct", folding("distinct", SimpleType.INT, List.of(SimpleType.STRING))));
    all.add(function("last", latest(SimpleType.STRING, SimpleType.INT, SimpleType.DOUBLE, MONEY)));
    return all;
  }

  /** What was said last is of the type it is said in. */
  private static CelOverloadDecl[] latest(CelType... types) {
    return Arrays.stream(types)
        .flatMap(type -> Arrays.stream(folding("last_" + type.name(), type, List.of(type))))
        .toArray(CelOverloadDecl[]::new);
  }

  /** By the event's name, then what is taken from it, then which count, then for how long. */
  private static CelOverloadDecl[] folding(String id, CelType result, List<CelType> taken) {
    var plain = new ArrayList<CelType>();
    plain.add(SimpleType.STRING);
    plain.addAll(taken);
    return new CelOverloadDecl[] {
      CelOverloadDecl.newGlobalOverload(id, result, plain),
      CelOverloadDecl.newGlobalOverload(id + "_w", result, with(plain, SimpleType.DURATION)),
      CelOverloadDecl.newGlobalOverload(id + "_f", result, with(plain, SimpleType.BOOL)),
      CelOverloadDecl.newGlobalOverload(
          id + "_f_w", result, with(with(plain, SimpleType.BOOL), SimpleType.DURATION))
    };
  }

  private static List<CelType> with(List<CelType> types, CelType last) {
    var more = new ArrayList<>(types);
    more.add(last);
    return more;
  }

  private static CelFunctionDecl function(String name, CelOverloadDecl... overloads) {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  private static CelOverloadDecl overload(String id, CelType result, CelType... arguments) {
    return CelOverloadDecl.newGlobalOverload(id, result, arguments);
  }

  static boolean isMoney(CelType type) {
    return type.name().equals(MONEY.name());
  }
}
