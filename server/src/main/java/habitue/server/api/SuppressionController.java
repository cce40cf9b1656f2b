package habitue.server.api;

import habitue.model.Fields;
import habitue.model.Value;
import habitue.playbook.trust.Channel;
import habitue.server.api.SuppressionReader.Address;
import habitue.server.audit.Action;
import habitue.server.audit.Audit;
import habitue.server.wire.Code;
import habitue.server.wire.Problem;
import habitue.server.wire.RefusedRequest;
import habitue.store.Store;
import habitue.store.Suppressions;
import habitue.store.Suppressions.Asked;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses nothing is sent to. An address comes in a body and is never told again. */
@RestController
@RequestMapping("/api/suppressions")
final class SuppressionController {
  private final Suppressions suppressions;
  private final Audit audit;
  private final InstantSource clock;

  SuppressionController(Store store, Audit audit, InstantSource clock) {
    this.suppressions = store.suppressions();
    this.audit = audit;
    this.clock = clock;
  }

  /** One address, or a list of them. */
  record NewSuppressions(
      @Nullable String channel,
      @Nullable String address,
      @Nullable String reason,
      @Nullable String purpose,
      @Nullable List<Address> suppressions) {}

  /**
   * @param added how many were not suppressed before
   * @param known how many were already
   */
  record Added(int added, int known, List<Rejected> rejected) {}

  record Rejected(int index, String code, @Nullable String field, String message) {}

  @PostMapping(consumes = "application/json")
  @Operation(summary = "Suppress an address, or a list of up to 10,000")
  Added suppress(@RequestBody NewSuppressions asked, Principal who) {
    List<Address> listed = asked.suppressions();
    if (listed == null) {
      var said = new Address(asked.channel(), asked.address(), asked.reason(), asked.purpose());
      return add(List.of(SuppressionReader.read(said)), Map.of(), who);
    }
    return all(listed, who);
  }

  @PostMapping(consumes = "text/csv")
  @Operation(summary = "Suppress the addresses of a CSV file, whose first line names the columns")
  Added suppress(
      @RequestBody String csv,
      @RequestParam(name = "channel", required = false) @Nullable String channel,
      @RequestParam(name = "reason", required = false) @Nullable String reason,
      @RequestParam(name = "purpose", required = false) @Nullable String purpose,
      Principal who) {
    return all(SuppressionReader.csv(csv, new Address(channel, null, reason, purpose)), who);
  }

  private Added all(List<Address> said, Principal who) {
    var asked = new ArrayList<Asked>();
    Map<Integer, RefusedRequest> faults = SuppressionReader.readAll(said, asked);
    return add(asked, faults, who);
  }

  private Added add(List<Asked> asked, Map<Integer, RefusedRequest> faults, Principal who) {
    int added = suppressions.add(asked, clock.instant());
    if (added > 0) {
      audit.record(who.getName(), Action.SUPPRESSED, "", Fields.of("addresses", Value.of(added)));
    }
    List<Rejected> rejected = new ArrayList<>();
    faults.forEach((index, fault) -> rejected.add(rejected(index, fault.problem())));
    return new Added(added, asked.size() - added, rejected);
  }

  private static Rejected rejected(int index, Problem problem) {
    String field = problem.field().isEmpty() ? null : problem.field();
    return new Rejected(index, problem.code().wireName(), field, problem.detail());
  }

  record Where(@Nullable String channel, @Nullable String address) {}

  record Found(boolean suppressed, List<Suppression> suppressions) {}

  /**
   * @param id ends it by {@code DELETE}
   * @param purpose left out where it is for all that would go there
   */
  record Suppression(
      String id, String channel, @Nullable String purpose, Instant at, String reason) {
    static Suppression of(Suppressions.Entry entry) {
      return new Suppression(
          entry.id(),
          entry.channel().wireName(),
          entry.purpose().isEmpty() ? null : entry.purpose(),
          entry.at(),
          entry.reason());
    }
  }

  @PostMapping("/lookup")
  @Operation(summary = "Whether an address is suppressed, since when and why")
  Found find(@RequestBody Where asked, Principal who) {
    Channel channel = SuppressionReader.channel(asked.channel());
    List<Suppression> found =
        SuppressionReader.forms(channel, asked.address()).stream()
            .flatMap(address -> suppressions.find(channel, address).stream())
            .map(Suppression::of)
            .toList();
    Fields details = Fields.of("channel", Value.of(channel.wireName()));
    audit.record(who.getName(), Action.SUPPRESSION_LOOKED_UP, "", details);
    return new Found(!found.isEmpty(), found);
  }

  record Counts(long count, List<Count> counts) {}

  record Count(String channel, String reason, long count) {}

  @GetMapping
  @Operation(summary = "How many addresses are suppressed, by channel and reason")
  Counts counts() {
    List<Count> counts =
        suppressions.counts().stream()
            .map(each -> new Count(each.channel().wireName(), each.reason(), each.count()))
            .toList();
    return new Counts(suppressions.count(), counts);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Lift a suppression, by the id that looking an address up gives")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void lift(@PathVariable("id") String id, Principal who) {
    Suppressions.Entry lifted =
        suppressions
            .lift(id)
            .orElseThrow(() ->
                new RefusedRequest(Code.UNKNOWN_SUPPRESSION, "look the address up to get its id"));
    Fields details =
        Fields.of("channel", Value.of(lifted.channel().wireName())).with("reason", lifted.reason());
    audit.record(who.getName(), Action.SUPPRESSION_LIFTED, "", details);
  }
}
