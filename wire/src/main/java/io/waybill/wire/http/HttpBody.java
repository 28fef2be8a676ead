package io.waybill.wire.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// A request's body, as it was sent and with gzip undone.
///
/// @param budget the bytes of the body budget that it holds
record HttpBody(byte[] asSent, byte[] plain, long budget) {
  static final HttpBody NONE = new HttpBody(new byte[0], new byte[0], 0);

  private static final int STEP = 16 * 1024;

  /// The body of a request with `headers`; undoes gzip as far as `limits` allow. Encodings that we
  /// don't know are the service's business: old SDKs send `amz-1.0` and mean nothing by it.
  static HttpBody of(HttpHeaders headers, byte[] sent, long budgetTaken, Scope scope)
      throws BadRequest {
    boolean gzip = headers.has("content-encoding") && headers.hasToken("content-encoding", "gzip");
    if (!gzip || sent.length == 0) {
      return new HttpBody(sent, sent, budgetTaken);
    }
    byte[] plain = inflate(sent, scope);
    long more = plain.length > BodyBudget.SMALL_BYTES ? plain.length : 0;
    return new HttpBody(sent, plain, budgetTaken + more);
  }

  /// A small body may unfold into a huge one: memory grows only with what has been unfolded, within
  /// the limit and the budget.
  private static byte[] inflate(byte[] sent, Scope scope) throws BadRequest {
    int max = scope.limits().sizes().bodyBytes();
    byte[] plain = new byte[Math.min(max, Math.max(STEP, sent.length * 2))];
    long taken = 0;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(sent), STEP)) {
      int length = 0;
      for (int n; (n = in.read(plain, length, plain.length - length)) > 0; ) {
        length += n;
        if (length == plain.length) {
          if (length == max) {
            break;
          }
          int size = (int) Math.min(max, 2L * length);
          scope.budget().take(size - taken);
          taken = size;
          plain = Arrays.copyOf(plain, size);
        }
      }
      if (length == max && in.read() >= 0) {
        throw new BadRequest(413, "the body is longer than " + max + " bytes");
      }
      long kept = length > BodyBudget.SMALL_BYTES ? length : 0;
      scope.budget().take(kept);
      return Arrays.copyOf(plain, length);
    } catch (IOException e) {
      throw BadRequest.malformed("the body is not gzip");
    } finally {
      scope.budget().giveBack(taken);
    }
  }
}
