package io.waybill.simulation;

import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;

/// What lies outside of the machine, and what may happen to calls between its services.
public interface Outside {
  /// Nobody out there, and nothing that happens on the way.
  Outside NOBODY =
      new Outside() {
        @Override
        public HttpCaller http() {
          return (request, then) ->
              then.accept(new HttpOutcome.Failed(HttpOutcome.Reason.REFUSED, "nobody is there"));
        }

        @Override
        public ServiceCalls on(ServiceCalls calls) {
          return calls;
        }
      };

  /// How the server calls HTTP endpoints.
  HttpCaller http();

  /// How its services call each other, where `calls` is the straight way.
  ServiceCalls on(ServiceCalls calls);
}
