package io.waybill.outward;

import io.waybill.engine.outward.Mail;
import io.waybill.engine.outward.MailOutcome;
import io.waybill.engine.outward.Mailer;
import io.waybill.outward.MailServer.Login;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands mails to an SMTP server, each over a connection of its own, on a virtual thread.
public final class SmtpMailer implements Mailer, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);
  private static final String TIMEOUT_MILLIS = "15000";

  private final MailServer server;
  private final Session session;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;

  public SmtpMailer(MailServer server) {
    this.server = server;
    this.session = Session.getInstance(properties(server));
  }

  private static Properties properties(MailServer server) {
    boolean tls = server.security() == MailServer.Security.TLS;
    boolean startTls = server.security() == MailServer.Security.STARTTLS;
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls));
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    return properties;
  }

  @Override
  public void send(Mail mail, Consumer<MailOutcome> then) {
    try {
      threads.execute(() -> tell(outcome(mail), then));
    } catch (RejectedExecutionException stopped) {
      log.debug("the server stops: a mail is not sent");
    }
  }

  /// What fails because the server stops counts as no attempt: the next start sends it again.
  private void tell(MailOutcome outcome, Consumer<MailOutcome> then) {
    if (closing && outcome instanceof MailOutcome.Failed failed) {
      log.debug("a mail was broken off because the server stops: {}", failed.message());
    } else {
      then.accept(outcome);
    }
  }

  private MailOutcome outcome(Mail mail) {
    try {
      MimeMessage message = message(mail);
      try (Transport transport = session.getTransport("smtp")) {
        Login login = server.login().orElse(new Login("", ""));
        transport.connect(
            server.login().isPresent() ? login.user() : null,
            server.login().isPresent() ? login.password() : null);
        transport.sendMessage(message, message.getAllRecipients());
      }
      return new MailOutcome.Sent();
    } catch (MessagingException | UnsupportedEncodingException failure) {
      return new MailOutcome.Failed(isPermanent(failure), String.valueOf(failure.getMessage()));
    }
  }

  /// Whether the mail server, or the address itself, says that this address will never do.
  private static boolean isPermanent(Exception failure) {
    return switch (failure) {
      case AddressException noAddress -> true;
      case SMTPAddressFailedException refused -> refused.getReturnCode() >= 500;
      case SendFailedException sending ->
          sending.getNextException() != null && isPermanent(sending.getNextException());
      default -> false;
    };
  }

  private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(
        new InternetAddress(server.from(), mail.fromName(), StandardCharsets.UTF_8.name()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setText(mail.body(), StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }

  @Override
  public void close() {
    closing = true;
    threads.shutdownNow();
  }
}
