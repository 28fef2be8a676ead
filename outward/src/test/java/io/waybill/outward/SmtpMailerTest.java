package io.waybill.outward;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.waybill.engine.outward.Mail;
import io.waybill.engine.outward.MailOutcome;
import io.waybill.outward.MailServer.Login;
import io.waybill.outward.MailServer.Security;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real SMTP server on this machine.
final class SmtpMailerTest {
  private final GreenMail greenMail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    greenMail.start();
  }

  @AfterEach
  void stop() {
    greenMail.stop();
  }

  private MailServer server(Security security, Optional<Login> login) {
    int port = greenMail.getSmtp().getPort();
    return new MailServer("127.0.0.1", port, security, "no-reply@example.org", login);
  }

  private static MailOutcome send(MailServer server, String to, String body) {
    CompletableFuture<MailOutcome> outcome = new CompletableFuture<>();
    try (SmtpMailer mailer = new SmtpMailer(server)) {
      mailer.send(new Mail(to, "AWS Notifications", "Grüße", body), outcome::complete);
      return outcome.join();
    }
  }

  @Test
  void aMailArrives() throws Exception {
    MailServer server = server(Security.NONE, Optional.empty());

    assertThat(send(server, "ada@example.com", "Hällo\n.\nworld"))
        .isEqualTo(new MailOutcome.Sent());
    MimeMessage[] received = greenMail.getReceivedMessages();
    assertThat(received).hasSize(1);
    assertThat(received[0].getSubject()).isEqualTo("Grüße");
    assertThat(received[0].getFrom()[0]).hasToString("AWS Notifications <no-reply@example.org>");
    assertThat(received[0].getContent().toString()).contains("Hällo").contains("world");
    assertThat(GreenMailUtil.getAddressList(received[0].getAllRecipients()))
        .isEqualTo("ada@example.com");
  }

  @Test
  void aLoginIsUsed() {
    greenMail.setUser("waybill@example.org", "waybill", "secret");
    MailServer server = server(Security.NONE, Optional.of(new Login("waybill", "secret")));

    assertThat(send(server, "ada@example.com", "x")).isEqualTo(new MailOutcome.Sent());
    MailServer wrong = server(Security.NONE, Optional.of(new Login("waybill", "wrong")));
    assertThat(send(wrong, "ada@example.com", "x"))
        .isInstanceOfSatisfying(MailOutcome.Failed.class, f -> assertThat(f.permanent()).isFalse());
  }

  @Test
  void whatCanNotGoOverToTlsIsNotSentInClear() {
    assertThat(send(server(Security.STARTTLS, Optional.empty()), "ada@example.com", "x"))
        .isInstanceOf(MailOutcome.Failed.class);
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneFailsForEver() {
    assertThat(send(server(Security.NONE, Optional.empty()), "no address", "x"))
        .isInstanceOfSatisfying(MailOutcome.Failed.class, f -> assertThat(f.permanent()).isTrue());
  }

  @Test
  void aServerThatIsNotThereIsTriedAgainLater() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    MailServer nobody =
        new MailServer("127.0.0.1", port, Security.NONE, "a@example.org", Optional.empty());

    assertThat(send(nobody, "ada@example.com", "x"))
        .isInstanceOfSatisfying(MailOutcome.Failed.class, f -> assertThat(f.permanent()).isFalse());
  }
}
