#!/usr/bin/env bash
# Bus -> topic -> queue: rules filter the whole event, the topic reaches any number of subscribers.
source "$(dirname "$0")/common.sh"

say 'A rule whose target is a topic, and the topic'"'"'s subscriber.'
topic=$(aws sns create-topic --name "alarms-$run" --query TopicArn)
make_queue "pager-$run"
aws sns subscribe --topic-arn "$topic" --protocol sqs --attributes RawMessageDelivery=true \
  --notification-endpoint "$(queue_arn "pager-$run")" > /dev/null
aws events put-rule --name "alarms-$run" --event-pattern "{\"source\":[\"demo.cli.$run\"]}" > /dev/null
aws events put-targets --rule "alarms-$run" --targets "[{\"Id\":\"topic\",\"Arn\":\"$topic\",
  \"InputTransformer\":{\"InputPathsMap\":{\"what\":\"\$.detail.what\"},\"InputTemplate\":\"\\\"alarm: <what>\\\"\"}}]" > /dev/null

say 'Put an event.'
aws events put-events --entries \
  "[{\"Source\":\"demo.cli.$run\",\"DetailType\":\"alarm\",\"Detail\":\"{\\\"what\\\":\\\"fire\\\"}\"}]" > /dev/null
expect pager "$(next "pager-$run")" 'alarm: fire'
