package habitue.server.loyalty.pages;

import habitue.server.console.Desk;
import habitue.server.console.Pages;
import habitue.server.loyalty.Loyalty;
import habitue.server.loyalty.opening.Checked;
import habitue.server.loyalty.opening.Openings;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Balances from elsewhere. */
@Controller
@RequestMapping("/reward/balances")
final class BalancesPages extends FilePages<Checked> {
  BalancesPages(Openings openings, Loyalty loyalty, Desk desk, Pages pages) {
    super("balances", openings, loyalty, desk, pages);
  }
}
