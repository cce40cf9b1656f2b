package habitue.server.loyalty.pages;

import habitue.playbook.plan.Plan;
import habitue.playbook.plan.Programme;
import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.console.Place;
import habitue.server.console.view.Figure.Definition;
import habitue.server.console.view.Scope.Basis;
import habitue.server.loyalty.Effects;
import habitue.server.loyalty.Holding;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.Proof;
import habitue.server.loyalty.Span;
import habitue.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What members order: by tier, beside others, and before they joined. */
@Controller
public final class EffectPages {
  private final Loyalty loyalty;
  private final Proof proof;
  private final Store store;
  private final Desk desk;
  private final Pages pages;

  EffectPages(Loyalty loyalty, Proof proof, Store store, Desk desk, Pages pages) {
    this.loyalty = loyalty;
    this.proof = proof;
    this.store = store;
    this.desk = desk;
    this.pages = pages;
  }

  /** A tier or a segment, as it is called. */
  public record Named(String label, Effects.Part part) {}

  @GetMapping("/reward/effect")
  ResponseEntity<String> effect(
      HttpServletRequest request,
      @RequestParam(name = "programme", required = false) @Nullable String asked,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    var shell = desk.shell(request, Place.REWARD);
    var values = new HashMap<String, Object>();
    values.put("shell", shell);
    if (loyalty.programmes().isEmpty()) {
      return pages.show("reward/none", values);
    }
    Programme programme = loyalty.programme(asked);
    Span span = Span.orUsual(from, to, proof.today());
    Effects effects = proof.effects(programme, span.from(), span.to());
    String language = shell.words().language().tag();
    values.put("programme", programme);
    values.put("span", span);
    values.put("effects", effects);
    values.put("refolding", proof.refolding());
    values.put("tiers", tiers(programme, effects, language));
    values.put("segments", segments(effects, language));
    values.put("period", definition(span, proof.start(span.from()), true));
    values.put("counted", definition(span, proof.start(span.from()), false));
    values.put("everything", definition(span, null, true));
    return pages.show("reward/effect", values);
  }

  /** The highest first, members without one last. */
  private static List<Named> tiers(Programme programme, Effects effects, String language) {
    var ladder = programme.ladder();
    Map<String, Plan.Named> names =
        names(ladder == null ? Stream.of() : ladder.tiers().stream().map(Programme.Tier::named));
    Comparator<Effects.Part> place =
        Comparator.comparingInt(part -> ladder == null ? -1 : ladder.place(part.name()));
    return effects.tiers().stream()
        .sorted(place.reversed())
        .map(part -> new Named(label(part, names, language), part))
        .toList();
  }

  /** Those with the greatest part of the revenue first. */
  private List<Named> segments(Effects effects, String language) {
    Map<String, Plan.Named> names =
        names(store.context().playbook().plan().segments().stream().map(Plan.Segment::named));
    Comparator<Effects.Part> net = Comparator.comparing(EffectPages::net);
    return effects.segments().stream()
        .sorted(net.reversed())
        .map(part -> new Named(label(part, names, language), part))
        .toList();
  }

  private static BigDecimal net(Effects.Part part) {
    return part.habit().group().net();
  }

  private static Map<String, Plan.Named> names(Stream<Plan.Named> all) {
    return all.collect(Collectors.toMap(Plan.Named::name, each -> each));
  }

  private static String label(Effects.Part part, Map<String, Plan.Named> names, String language) {
    Plan.Named named = names.get(part.name());
    return named == null ? part.name() : Holding.in(named, language);
  }

  private Definition definition(Span span, @Nullable Instant from, boolean money) {
    Instant end = from == null ? loyalty.now() : proof.start(span.to());
    return new Definition(
        from,
        end,
        null,
        money ? store.context().currency() : null,
        money ? Basis.NET : null,
        loyalty.now(),
        null);
  }
}
