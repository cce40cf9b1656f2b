package habitue.server.api.rules;

import habitue.server.audience.Audiences;
import habitue.server.audience.Format;
import habitue.server.security.Scope;
import habitue.server.wire.Code;
import habitue.server.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The people of a segment as a file. */
@RestController
final class AudienceController {
  private final Audiences audiences;

  AudienceController(Audiences audiences) {
    this.audiences = audiences;
  }

  /** The readable file has everyone's details, as the export of a person does. */
  @GetMapping("/api/segments/{name}/export")
  @Operation(summary = "The people of a segment as a file: readable, or hashed for an ad platform")
  void export(
      @PathVariable String name,
      @RequestParam(name = "format", defaultValue = "") String format,
      Authentication who,
      HttpServletResponse response)
      throws IOException {
    Format known =
        Format.named(format)
            .orElseThrow(() ->
                new RefusedRequest(
                    Code.BAD_REQUEST, "format is csv, google, meta or tiktok", "format"));
    if (!known.leaves() && !Scope.PRIVACY.heldBy(who)) {
      throw new RefusedRequest(Code.FORBIDDEN, "the readable file needs the scope privacy too");
    }
    audiences.send(name, known, who.getName(), response);
  }
}
