package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.state.Shelf;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a caller wants of a list of things by name.
///
/// @param list the operation's name, to which its tokens are bound
record Listing(
    String list,
    Caller caller,
    @Nullable String namePrefix,
    @Nullable String token,
    @Nullable Integer limit) {
  /// The page of those things on `shelf` that pass `filter`.
  <T> Page<T> of(Shelf<T> shelf, Predicate<? super T> filter, Function<T, String> name) {
    int size = Page.size(limit);
    List<T> found =
        shelf.list(
            caller.account(),
            caller.region(),
            Inputs.text(namePrefix),
            Page.after(list, token),
            size + 1,
            filter);
    return Page.of(list, found, size, name);
  }
}
