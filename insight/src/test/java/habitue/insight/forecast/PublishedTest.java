package habitue.insight.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What was published of the CDNOW sample: BG/NBD by Fader, Hardie and Lee (2005), Gamma-Gamma by
 * Fader, Hardie and Lee ("RFM and CLV", 2005) and by CLVTools.
 */
class PublishedTest {
  private final Cdnow cdnow = Cdnow.read();

  PublishedTest() throws IOException {}

  @Test
  void bg_nbd_has_the_published_parameters() {
    BgNbd fit = BgNbd.fit(cdnow.cohort()).orElseThrow();

    assertThat(fit.r()).isCloseTo(0.243, within(0.0005));
    assertThat(fit.alpha()).isCloseTo(4.414, within(0.002));
    assertThat(fit.a()).isCloseTo(0.793, within(0.0005));
    assertThat(fit.b()).isCloseTo(2.426, within(0.002));
    assertThat(fit.logLikelihood(cdnow.cohort())).isCloseTo(-9_582.43, within(0.005));
  }

  @Test
  void gamma_gamma_has_the_published_parameters() {
    Spending spending = cdnow.spending();
    GammaGamma fit = GammaGamma.fit(spending).orElseThrow();

    assertThat(spending.customers()).isEqualTo(946);
    assertThat(fit.p()).isCloseTo(6.25, within(0.02));
    assertThat(fit.q()).isCloseTo(3.74, within(0.01));
    assertThat(fit.gamma()).isCloseTo(15.44, within(0.05));
    assertThat(fit.logLikelihood(spending)).isCloseTo(-4_055.9177, within(0.0005));
  }

  @Test
  void the_39_weeks_after_are_foretold_as_well_as_published() {
    BgNbd fit = BgNbd.fit(cdnow.cohort()).orElseThrow();
    double[] foretold =
        cdnow.customers.stream().mapToDouble(each -> fit.expected(each.buying(), 39)).toArray();
    double[] came = cdnow.customers.stream().mapToDouble(Cdnow.Customer::later).toArray();

    assertThat(correlation(foretold, came)).isCloseTo(0.626, within(0.0005));
    assertThat(sum(foretold)).isCloseTo(1_653, within(1.0));
    assertThat(sum(came)).isEqualTo(1_882);
  }

  private static double correlation(double[] xs, double[] ys) {
    double meanX = sum(xs) / xs.length;
    double meanY = sum(ys) / ys.length;
    double both = 0;
    double onlyX = 0;
    double onlyY = 0;
    for (int i = 0; i < xs.length; i++) {
      both += (xs[i] - meanX) * (ys[i] - meanY);
      onlyX += (xs[i] - meanX) * (xs[i] - meanX);
      onlyY += (ys[i] - meanY) * (ys[i] - meanY);
    }
    return both / Math.sqrt(onlyX * onlyY);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
