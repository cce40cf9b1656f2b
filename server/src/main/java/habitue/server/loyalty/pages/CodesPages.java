package habitue.server.loyalty.pages;

import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.opening.CheckedCodes;
import habitue.server.loyalty.opening.Codes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Codes from elsewhere. */
@Controller
@RequestMapping("/reward/codes")
final class CodesPages extends FilePages<CheckedCodes> {
  CodesPages(Codes codes, Loyalty loyalty, Desk desk, Pages pages) {
    super("codes", codes, loyalty, desk, pages);
  }
}
