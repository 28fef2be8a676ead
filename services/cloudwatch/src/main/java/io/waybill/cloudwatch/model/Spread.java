package io.waybill.cloudwatch.model;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of one metric in one stretch of time: their statistic set exactly, and how they are
/// spread within 1 % of each value.
///
/// A sketch and not the values: it is bounded (2,048 bins), and two of them add up to what all
/// values together would have made.
///
/// @param sketch empty where a statistic set came without its values, which leaves the spread
///   unknown
public record Spread(
    double count, double sum, double minimum, double maximum, Optional<DDSketch> sketch) {
  private static final int VERSION = 1;
  private static final double ACCURACY = 0.01;
  private static final int BINS_MAX = 2_048;

  /// Some values that are alike.
  public record Weight(double value, double count) {}

  /// `count` times the same value.
  public static Spread of(double value, double count) {
    DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(ACCURACY, BINS_MAX);
    sketch.accept(value, count);
    return new Spread(count, value * count, value, value, Optional.of(sketch));
  }

  /// A statistic set. Its spread is known where all values must be the same.
  public static Spread ofSet(double count, double sum, double minimum, double maximum) {
    if (count > 0 && (minimum == maximum || count == 1)) {
      return new Spread(count, sum, minimum, maximum, of(minimum, count).sketch());
    }
    return new Spread(count, sum, minimum, maximum, Optional.empty());
  }

  /// What is known exactly of some values.
  public record Total(double count, double sum, double minimum, double maximum) {}

  /// Values that all came, `values` saying how often which.
  public static Spread ofValues(Total total, Map<Double, Long> values) {
    DDSketch sketch = DDSketches.logarithmicCollapsingLowestDense(ACCURACY, BINS_MAX);
    values.forEach((value, times) -> sketch.accept(value, times));
    return new Spread(total.count, total.sum, total.minimum, total.maximum, Optional.of(sketch));
  }

  /// Both together.
  public Spread plus(Spread other) {
    return new Spread(
        count + other.count,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum),
        sketch.flatMap(mine -> other.sketch.map(theirs -> merged(mine, theirs))));
  }

  private static DDSketch merged(DDSketch one, DDSketch other) {
    DDSketch both = one.copy();
    both.mergeWith(other);
    return both;
  }

  /// The values from the least to the greatest, those that are alike together; empty where the
  /// spread is unknown.
  public Optional<List<Weight>> weights() {
    return sketch.map(known -> {
      List<Weight> weights = new ArrayList<>();
      double counted =
          add(known, known.getNegativeValueStore().getAscendingIterator(), -1, weights)
              + add(known, known.getPositiveValueStore().getAscendingIterator(), 1, weights);
      if (count - counted > 0.5) {
        weights.add(new Weight(0, count - counted));
      }
      weights.sort(Comparator.comparingDouble(Weight::value));
      return List.copyOf(weights);
    });
  }

  private double add(DDSketch known, Iterator<Bin> bins, int sign, List<Weight> weights) {
    double counted = 0;
    while (bins.hasNext()) {
      Bin bin = bins.next();
      double value = sign * known.getIndexMapping().value(bin.getIndex());
      weights.add(new Weight(Math.clamp(value, minimum, maximum), bin.getCount()));
      counted += bin.getCount();
    }
    return counted;
  }

  public byte[] bytes() {
    ByteWriter out = new ByteWriter(64).u8(VERSION);
    for (double each : new double[] {count, sum, minimum, maximum}) {
      out.u64(Double.doubleToRawLongBits(each));
    }
    sketch.ifPresent(known -> out.raw(encoded(known)));
    return out.bytes();
  }

  private static byte[] encoded(DDSketch sketch) {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withInitialCapacity(32);
    try {
      sketch.encode(out, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.trimmedCopy();
  }

  public static Spread read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    double count = Double.longBitsToDouble(in.u64());
    double sum = Double.longBitsToDouble(in.u64());
    double minimum = Double.longBitsToDouble(in.u64());
    double maximum = Double.longBitsToDouble(in.u64());
    Optional<DDSketch> sketch = in.isAtEnd() ? Optional.empty() : Optional.of(decoded(in.rest()));
    return new Spread(count, sum, minimum, maximum, sketch);
  }

  private static DDSketch decoded(byte[] bytes) {
    try {
      return DDSketch.decode(
          ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(BINS_MAX));
    } catch (IOException damage) {
      throw new IllegalStateException("a stored sketch can't be read", damage);
    }
  }
}
