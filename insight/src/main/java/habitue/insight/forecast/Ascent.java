package habitue.insight.forecast;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;
import org.jspecify.annotations.Nullable;

/**
 * Climbs to the parameters, all above 0, that make a likelihood highest: by conjugate gradients
 * over their logarithms, so that none can leave its range.
 */
final class Ascent {
  private static final double ENOUGH = 1e-10;
  private static final int MOST_LOOKS = 2_000;

  private final Function<double[], Slope> likelihood;
  // The optimizer asks for the value and for the slope of one point in turn.
  private double @Nullable [] last;
  private Slope found = new Slope(0, new double[0]);

  private Ascent(Function<double[], Slope> likelihood) {
    this.likelihood = likelihood;
  }

  /** Empty where it climbs for ever, or off what a double holds. */
  static Optional<double[]> highest(double[] start, Function<double[], Slope> likelihood) {
    return new Ascent(likelihood).climb(start);
  }

  private Optional<double[]> climb(double[] start) {
    var optimizer =
        new NonLinearConjugateGradientOptimizer(
            Formula.POLAK_RIBIERE, new SimpleValueChecker(ENOUGH, -1));
    try {
      double[] top =
          optimizer
              .optimize(
                  GoalType.MAXIMIZE,
                  new MaxEval(MOST_LOOKS),
                  new InitialGuess(Arrays.stream(start).map(StrictMath::log).toArray()),
                  new ObjectiveFunction(logs -> look(logs).value()),
                  new ObjectiveFunctionGradient(this::byLog))
              .getPoint();
      return Optional.of(powers(top)).filter(Ascent::finite);
    } catch (MathIllegalStateException | IllegalArgumentException off) {
      return Optional.empty();
    }
  }

  private Slope look(double[] logs) {
    if (!Arrays.equals(logs, last)) {
      last = logs.clone();
      found = likelihood.apply(powers(logs));
    }
    return found;
  }

  private double[] byLog(double[] logs) {
    double[] values = powers(logs);
    double[] by = look(logs).by().clone();
    for (int i = 0; i < by.length; i++) {
      by[i] *= values[i];
    }
    return by;
  }

  private static double[] powers(double[] logs) {
    return Arrays.stream(logs).map(StrictMath::exp).toArray();
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value));
  }
}
