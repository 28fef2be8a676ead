package io.waybill.sqs.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupMemoryTest {
  private static Group group(int number) {
    return Group.begunWith("group " + number, number, Group.NO_TURN);
  }

  @Test
  void holdsNoMoreThanItsBytes() {
    int weight = group(1000).weight();
    GroupMemory memory = new GroupMemory(10L * weight);
    IntStream.range(1000, 2000).forEach(i -> memory.hold(1, group(i)));

    assertThat(memory.held(1))
        .extracting(Group::head)
        .containsExactlyElementsOf(IntStream.range(1990, 2000).mapToObj(Long::valueOf).toList());
  }

  @Test
  void forgetsFirstWhatWasNotUsedForLongest() {
    GroupMemory memory = new GroupMemory(2L * group(1).weight());
    memory.hold(1, group(1));
    memory.hold(1, group(2));
    assertThat(memory.find(1, "group 1")).isNotNull();
    memory.hold(1, group(3));

    assertThat(memory.find(1, "group 2")).isNull();
    assertThat(memory.find(1, "group 1")).isNotNull();
  }

  @Test
  void countsAGroupAnewWhenItHasGrown() {
    Group grown = group(1);
    GroupMemory memory = new GroupMemory(3L * grown.weight());
    memory.hold(1, group(2));
    memory.hold(1, grown);
    IntStream.range(2, 17).forEach(grown::added);
    memory.hold(1, grown);

    assertThat(memory.held(1)).containsExactly(grown);
  }

  @Test
  void queuesShareItAndLeaveItOneByOne() {
    GroupMemory memory = new GroupMemory(1 << 20);
    memory.hold(1, group(1));
    memory.hold(2, group(1));
    memory.forgetAll(1);

    assertThat(memory.find(1, "group 1")).isNull();
    assertThat(memory.find(2, "group 1")).isNotNull();
  }
}
