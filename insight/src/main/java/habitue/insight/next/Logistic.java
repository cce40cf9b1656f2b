package habitue.insight.next;

import java.util.Arrays;

/** Logistic regression by Newton's method, each weight held near 0 by as much as one example. */
final class Logistic {
  private static final int STEPS = 50;
  private static final double STILL = 1e-6;
  private static final double STEEPEST = 30;

  private final int width;
  private double[] rows = new double[1024];
  private boolean[] answers = new boolean[256];
  private int size;

  Logistic(int width) {
    this.width = width;
  }

  void add(double[] row, boolean answer) {
    if ((size + 1) * width > rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    if (size == answers.length) {
      answers = Arrays.copyOf(answers, size * 2);
    }
    System.arraycopy(row, 0, rows, size * width, width);
    answers[size++] = answer;
  }

  int size() {
    return size;
  }

  /** The probability that weights give to a row. */
  static double probability(double[] weights, double[] row) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * row[i];
    }
    return 1 / (1 + StrictMath.exp(-StrictMath.clamp(sum, -STEEPEST, STEEPEST)));
  }

  double[] fit() {
    var weights = new double[width];
    for (int step = 0; step < STEPS; step++) {
      double[] move = move(weights);
      double most = 0;
      for (int i = 0; i < width; i++) {
        weights[i] += move[i];
        most = StrictMath.max(most, StrictMath.abs(move[i]));
      }
      if (most < STILL) {
        break;
      }
    }
    return weights;
  }

  private double[] move(double[] weights) {
    // The curvature, and the slope as one column more.
    var system = new double[width][width + 1];
    for (int i = 0; i < width; i++) {
      system[i][i] = 1;
      system[i][width] = -weights[i];
    }
    var row = new double[width];
    for (int each = 0; each < size; each++) {
      System.arraycopy(rows, each * width, row, 0, width);
      double chance = probability(weights, row);
      double miss = (answers[each] ? 1 : 0) - chance;
      double bend = chance * (1 - chance);
      for (int i = 0; i < width; i++) {
        system[i][width] += miss * row[i];
        for (int j = 0; j < width; j++) {
          system[i][j] += bend * row[i] * row[j];
        }
      }
    }
    return solved(system);
  }

  /** By Gauss; the matrix is positive definite, so no row has to be exchanged. */
  private static double[] solved(double[][] system) {
    int n = system.length;
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) {
        double factor = system[k][i] / system[i][i];
        for (int j = i; j <= n; j++) {
          system[k][j] -= factor * system[i][j];
        }
      }
    }
    var solution = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double rest = system[i][n];
      for (int j = i + 1; j < n; j++) {
        rest -= system[i][j] * solution[j];
      }
      solution[i] = rest / system[i][i];
    }
    return solution;
  }
}
