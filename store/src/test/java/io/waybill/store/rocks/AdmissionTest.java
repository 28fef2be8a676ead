package io.waybill.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionTest {
  @TempDir Path folder;

  @Test
  void aCommitThatWentIntoTheReserveMakesNoRoom() {
    StoreOptions options = StoreOptions.DEFAULT.withFreeBytesMin(Long.MAX_VALUE / 2);
    Admission admission = new Admission(folder, options);
    assertThatThrownBy(() ->
            admission.admit(
                new BatchBuilder().put(Space.DATA, new byte[] {1}, new byte[] {1}).build()))
        .isInstanceOf(StoreFailure.class);
    assertThat(admission.failure()).isPresent();

    admission.passed();
    assertThat(admission.failure()).isPresent();
  }
}
