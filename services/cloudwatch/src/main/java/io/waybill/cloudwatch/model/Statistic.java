package io.waybill.cloudwatch.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What can be asked of the values of a stretch of time.
public sealed interface Statistic {
  /// Empty where the values' spread is unknown and it takes that.
  OptionalDouble of(Spread spread);

  /// One that the statistic set holds.
  record Plain(ToDoubleFunction<Spread> value) implements Statistic {
    @Override
    public OptionalDouble of(Spread spread) {
      return spread.count() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(value.applyAsDouble(spread));
    }
  }

  /// The value below which `share` of the values lie.
  record Percentile(double share) implements Statistic {
    @Override
    public OptionalDouble of(Spread spread) {
      return spread.weights().map(weights -> at(weights, spread)).orElse(OptionalDouble.empty());
    }

    private OptionalDouble at(List<Spread.Weight> weights, Spread spread) {
      if (share == 0 || share == 1) {
        return OptionalDouble.of(share == 0 ? spread.minimum() : spread.maximum());
      }
      double seen = 0;
      for (Spread.Weight weight : weights) {
        seen += weight.count();
        if (seen >= share * spread.count()) {
          return OptionalDouble.of(weight.value());
        }
      }
      return OptionalDouble.of(spread.maximum());
    }
  }

  /// A trimmed mean, count or sum: of the values between two shares, or between two values.
  record Trimmed(Kind kind, double from, double to, boolean ofValues) implements Statistic {
    /// What is made of the values that are left.
    enum Kind {
      TM,
      TC,
      TS,
      PR
    }

    @Override
    public OptionalDouble of(Spread spread) {
      return spread
          .weights()
          .map(weights -> trimmed(weights, spread.count()))
          .orElse(OptionalDouble.empty());
    }

    private OptionalDouble trimmed(List<Spread.Weight> weights, double all) {
      double seen = 0;
      double count = 0;
      double sum = 0;
      for (Spread.Weight weight : weights) {
        double kept = kept(weight, seen, all);
        seen += weight.count();
        count += kept;
        sum += kept * weight.value();
      }
      return switch (kind) {
        case TC -> OptionalDouble.of(count);
        case TS -> OptionalDouble.of(sum);
        case TM -> count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        case PR -> OptionalDouble.of(100 * count / all);
      };
    }

    private double kept(Spread.Weight weight, double seen, double all) {
      if (ofValues) {
        return weight.value() > from && weight.value() <= to ? weight.count() : 0;
      }
      double first = Math.max(seen, from * all);
      return Math.max(0, Math.min(seen + weight.count(), to * all) - first);
    }
  }

  /// The mean of all values, those beyond two shares or values counted as what stands there.
  record Winsorized(double from, double to, boolean ofValues) implements Statistic {
    @Override
    public OptionalDouble of(Spread spread) {
      return spread
          .weights()
          .filter(weights -> spread.count() > 0)
          .map(weights -> OptionalDouble.of(mean(weights, spread)))
          .orElse(OptionalDouble.empty());
    }

    private double mean(List<Spread.Weight> weights, Spread spread) {
      double low = ofValues ? from : new Percentile(from).of(spread).orElse(spread.minimum());
      double high = ofValues ? to : new Percentile(to).of(spread).orElse(spread.maximum());
      double sum = 0;
      double count = 0;
      for (Spread.Weight weight : weights) {
        sum += weight.count() * Math.clamp(weight.value(), low, high);
        count += weight.count();
      }
      return sum / count;
    }
  }

  /// `p99.9`, `TM(10%:90%)`, `PR(:300)`.
  Pattern SHORT = Pattern.compile("(p|tm|wm|tc|ts)(\\d{1,2}(?:\\.\\d{0,10})?|100)");

  Pattern RANGE =
      Pattern.compile("(TM|WM|TC|TS|PR)\\((-?\\d+(?:\\.\\d+)?%?)?:(-?\\d+(?:\\.\\d+)?%?)?\\)");

  /// The statistic that `text` names, or empty where it names none that is computed here.
  static Optional<Statistic> parse(String text) {
    return switch (text) {
      case "SampleCount" -> Optional.of(new Plain(Spread::count));
      case "Sum" -> Optional.of(new Plain(Spread::sum));
      case "Minimum" -> Optional.of(new Plain(Spread::minimum));
      case "Maximum" -> Optional.of(new Plain(Spread::maximum));
      case "Average" -> Optional.of(new Plain(spread -> spread.sum() / spread.count()));
      case "IQM" -> Optional.of(new Trimmed(Trimmed.Kind.TM, 0.25, 0.75, false));
      default -> extended(text);
    };
  }

  private static Optional<Statistic> extended(String text) {
    Matcher brief = SHORT.matcher(text);
    if (brief.matches()) {
      double share = Double.parseDouble(brief.group(2)) / 100;
      return Optional.of(
          switch (brief.group(1)) {
            case "p" -> new Percentile(share);
            case "wm" -> new Winsorized(0, share, false);
            case "tm" -> new Trimmed(Trimmed.Kind.TM, 0, share, false);
            case "tc" -> new Trimmed(Trimmed.Kind.TC, 0, share, false);
            default -> new Trimmed(Trimmed.Kind.TS, 0, share, false);
          });
    }
    Matcher range = RANGE.matcher(text);
    return range.matches() ? range(range) : Optional.empty();
  }

  private static Optional<Statistic> range(Matcher range) {
    String kind = range.group(1);
    Optional<String> from = Optional.ofNullable(range.group(2));
    Optional<String> to = Optional.ofNullable(range.group(3));
    boolean shares = from.or(() -> to).orElse("").endsWith("%");
    boolean mixed = from.isPresent() && to.isPresent() && to.get().endsWith("%") != shares;
    if (mixed || (from.isEmpty() && to.isEmpty()) || (shares && kind.equals("PR"))) {
      return Optional.empty();
    }
    double low = from.map(text -> number(text)).orElse(shares ? 0 : Double.NEGATIVE_INFINITY);
    double high = to.map(text -> number(text)).orElse(shares ? 1 : Double.POSITIVE_INFINITY);
    boolean sound = low < high && (!shares || (low >= 0 && high <= 1));
    if (!sound) {
      return Optional.empty();
    }
    return Optional.of(
        kind.equals("WM")
            ? new Winsorized(low, high, !shares)
            : new Trimmed(Trimmed.Kind.valueOf(kind), low, high, !shares));
  }

  private static double number(String text) {
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
        : Double.parseDouble(text);
  }
}
