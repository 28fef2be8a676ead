package io.waybill.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plain files stand in for the kernel's: what is written to them is what the kernel would be told.
final class OwnGroupTest {
  private static final int PROCESS = 4711;
  private static final List<String> HERE = List.of("0::/shop");

  @TempDir Path root;
  private Path group;

  @BeforeEach
  void mount() throws IOException {
    write(root, "cgroup.controllers", "cpuset cpu io memory hugetlb pids\n");
    group = made(root.resolve("shop"), "cpu memory pids\n", "");
  }

  private static Path made(Path folder, String controllers, String given) throws IOException {
    Files.createDirectories(folder);
    write(folder, "cgroup.type", "domain\n");
    write(folder, "cgroup.controllers", controllers);
    write(folder, "cgroup.subtree_control", given);
    write(folder, "cgroup.procs", "");
    return folder;
  }

  private static void write(Path folder, String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static OwnGroup of(Path group) {
    return new OwnGroup(group, PROCESS);
  }

  @Test
  void aGroupOfItsOwnIsTheServersAndTheControllersGoToAllBesideIt() {
    OwnGroup own = OwnGroup.find(root, HERE, PROCESS).orElseThrow();

    assertThat(own.open()).isEmpty();
    assertThat(own.folder()).isEqualTo(group);
    assertThat(group.resolve(OwnGroup.ITSELF).resolve("cgroup.procs")).hasContent("4711");
    assertThat(group.resolve("cgroup.subtree_control")).hasContent("+memory +pids");
  }

  @Test
  void aControllerThatIsNotThereIsNotWanted() throws IOException {
    write(group, "cgroup.controllers", "cpu memory\n");

    assertThat(of(group).open()).isEmpty();
    assertThat(group.resolve("cgroup.subtree_control")).hasContent("+memory");
  }

  @Test
  void withoutTheMemoryControllerAllStaysAsItIs() throws IOException {
    write(group, "cgroup.controllers", "cpu pids\n");

    assertThat(of(group).open()).isEqualTo("the memory controller is not given to " + group);
    assertThat(group.resolve(OwnGroup.ITSELF)).doesNotExist();
    assertThat(group.resolve("cgroup.subtree_control")).isEmptyFile();
  }

  @Test
  void whoSharesTheGroupIsLeftAloneAndTheServerGoesBack() throws IOException {
    write(group, "cgroup.procs", "17\n");

    assertThat(of(group).open()).isEqualTo("other processes are in " + group);
    assertThat(group.resolve("cgroup.procs")).hasContent("4711");
    assertThat(group.resolve("cgroup.subtree_control")).isEmptyFile();
  }

  @Test
  void aUnitThatSystemdDidNotDelegateIsLeftAlone() throws IOException {
    Path scope = made(root.resolve("waybill-test-of-none.scope"), "memory pids\n", "");

    assertThat(of(scope).open())
        .isEqualTo("systemd has not delegated " + scope + ": Delegate=yes is missing");
    assertThat(scope.resolve(OwnGroup.ITSELF)).doesNotExist();
    assertThat(scope.resolve("cgroup.subtree_control")).isEmptyFile();
  }

  @Test
  void whereControllersAreRefusedTheServerGoesBack() throws IOException {
    Path given = group.resolve("cgroup.subtree_control");
    Files.delete(given);
    Files.createDirectory(given); // not to be written, by root either

    assertThat(of(group).open()).startsWith(given + " does not take +memory +pids: ");
    assertThat(group.resolve("cgroup.procs")).hasContent("4711");
  }

  @Test
  void whereNoGroupCanBeMadeNothingMoves() throws IOException {
    write(group, OwnGroup.ITSELF, "a file where the group would be");

    assertThat(of(group).open()).isEqualTo("no group can be made in " + group);
    assertThat(group.resolve("cgroup.procs")).isEmptyFile();
    assertThat(group.resolve("cgroup.subtree_control")).isEmptyFile();
  }

  @Test
  void whatWasOpenedCanBeUndone() {
    OwnGroup own = of(group);
    assertThat(own.open()).isEmpty();

    own.undo();
    assertThat(group.resolve("cgroup.subtree_control")).hasContent("-memory -pids");
    assertThat(group.resolve("cgroup.procs")).hasContent("4711");
  }

  @Test
  void aServerInTheGroupOfAnotherUsesTheOneAbove() throws IOException {
    Path itself = made(group.resolve(OwnGroup.ITSELF), "memory pids\n", "");
    write(group, "cgroup.subtree_control", "memory pids\n");

    OwnGroup own = of(itself);
    assertThat(own.open()).isEmpty();
    assertThat(own.folder()).isEqualTo(group);
    assertThat(group.resolve("cgroup.subtree_control")).hasContent("memory pids");
    assertThat(itself.resolve("cgroup.procs")).isEmptyFile();
  }

  @Test
  void aServerThatIsPutIntoSuchAGroupNeedNotMove() throws IOException {
    Path itself = made(group.resolve(OwnGroup.ITSELF), "", "");

    assertThat(of(itself).open()).isEmpty();
    assertThat(group.resolve("cgroup.subtree_control")).hasContent("+memory +pids");
    assertThat(itself.resolve("cgroup.procs")).isEmptyFile();
  }

  @Test
  void theRootGivesControllersWhateverIsInIt() throws IOException {
    write(root, "cgroup.subtree_control", "memory\n");
    write(root, "cgroup.procs", "1\n2\n4711\n");

    OwnGroup own = OwnGroup.find(root, List.of("0::/"), PROCESS).orElseThrow();
    assertThat(own.open()).isEmpty();
    assertThat(own.folder()).isEqualTo(root);
    assertThat(root.resolve("cgroup.subtree_control")).hasContent("+pids");
    assertThat(root.resolve(OwnGroup.ITSELF)).doesNotExist();
  }

  @Test
  void version2IsOutOfTheQuestionWhereItIsMountedBesideVersion1() throws IOException {
    Files.delete(root.resolve("cgroup.controllers"));
    Files.createDirectory(root.resolve("unified"));
    write(root.resolve("unified"), "cgroup.controllers", "");

    assertThat(OwnGroup.find(root, List.of("4:memory:/", "0::/"), PROCESS))
        .isEqualTo(Optional.empty());
  }
}
