package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a composite alarm's state follows from: `ALARM(cpu) AND NOT (OK("disk full") OR FALSE)`.
///
/// @param text as it was written
public record AlarmRule(String text, Term term) {
  /// One part of a rule.
  sealed interface Term {
    /// Whether it is so, where `states` tells the state of an alarm as the rule names it.
    boolean holds(Function<String, String> states);

    /// The alarms that it names.
    Stream<String> names();

    /// `TRUE`, `FALSE`.
    record Constant(boolean holds) implements Term {
      @Override
      public boolean holds(Function<String, String> states) {
        return holds;
      }

      @Override
      public Stream<String> names() {
        return Stream.empty();
      }
    }

    /// `ALARM(name)`: an alarm is in a state.
    record In(String state, String name) implements Term {
      @Override
      public boolean holds(Function<String, String> states) {
        return state.equals(states.apply(name));
      }

      @Override
      public Stream<String> names() {
        return Stream.of(name);
      }
    }

    /// `NOT …`.
    record Not(Term term) implements Term {
      @Override
      public boolean holds(Function<String, String> states) {
        return !term.holds(states);
      }

      @Override
      public Stream<String> names() {
        return term.names();
      }
    }

    /// `… AND …`.
    record And(List<Term> all) implements Term {
      @Override
      public boolean holds(Function<String, String> states) {
        return all.stream().allMatch(each -> each.holds(states));
      }

      @Override
      public Stream<String> names() {
        return all.stream().flatMap(Term::names);
      }
    }

    /// `… OR …`.
    record Or(List<Term> any) implements Term {
      @Override
      public boolean holds(Function<String, String> states) {
        return any.stream().anyMatch(each -> each.holds(states));
      }

      @Override
      public Stream<String> names() {
        return any.stream().flatMap(Term::names);
      }
    }
  }

  /// The rule that `text` is, or empty where it is none.
  public static Optional<AlarmRule> parse(String text) {
    return new AlarmRuleReader(text).read().map(term -> new AlarmRule(text, term));
  }

  /// The alarms that the rule names, each once, in their order: by name in `world`, or by ARN.
  public List<Arn> children(World world) {
    return term.names().distinct().map(name -> child(world, name)).distinct().toList();
  }

  /// Whether the rule holds, where `states` tells the state of each of its alarms.
  boolean holds(World world, Function<Arn, String> states) {
    return term.holds(name -> states.apply(child(world, name)));
  }

  private static Arn child(World world, String name) {
    return Arn.parse(name)
        .filter(arn -> arn.service().equals("cloudwatch"))
        .filter(arn -> arn.resource().startsWith(Alarm.KIND))
        .orElseGet(() -> Alarm.arn(world, name));
  }
}
