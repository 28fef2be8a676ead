package io.waybill.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PageTokenTest {
  @Test
  void aTokenLeadsBackToItsPlace() {
    assertThat(PageToken.place("ListTopics", PageToken.of("ListTopics", "ö/1"))).contains("ö/1");
  }

  @Test
  void aTokenOfAnotherListIsNone() {
    assertThat(PageToken.place("ListTopics", PageToken.of("ListQueues", "a"))).isEmpty();
  }

  @Test
  void whatNobodyGaveOutIsNone() {
    String token = PageToken.of("ListTopics", "a");
    for (String made : new String[] {"", "a", "abcd", "YWJjZGVmZ2g=", "no base64!", token + "A"}) {
      assertThat(PageToken.place("ListTopics", made)).isEmpty();
    }
  }
}
