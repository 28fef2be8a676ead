#!/usr/bin/env bash
# Dead-letter queues: an event whose target is gone is kept, with the cause.
source "$(dirname "$0")/common.sh"

say 'A rule whose target has a dead-letter queue; then the target is deleted.'
make_queue "blue-$run"
make_queue "blue-dlq-$run"
aws events put-rule --name "E1-$run" --event-pattern "{\"source\":[\"E1.$run\"]}" > /dev/null
aws events put-targets --rule "E1-$run" --targets "{\"Id\":\"I\",\"Arn\":\"$(queue_arn "blue-$run")\",
  \"DeadLetterConfig\":{\"Arn\":\"$(queue_arn "blue-dlq-$run")\"},
  \"RetryPolicy\":{\"MaximumRetryAttempts\":1,\"MaximumEventAgeInSeconds\":300}}" > /dev/null
aws sqs delete-queue --queue-url "$(queue_url "blue-$run")"

say 'Put an event, and look into the dead-letter queue.'
aws events put-events --entries \
  "[{\"Source\":\"E1.$run\",\"DetailType\":\"t\",\"Detail\":\"{\\\"n\\\":1}\"}]" > /dev/null
letter=$(aws sqs receive-message --queue-url "$(queue_url "blue-dlq-$run")" --wait-time-seconds 5 \
  --message-attribute-names All --output json)
expect 'rule' "$letter" '"RULE_ARN"'
expect 'cause' "$letter" '"ERROR_CODE"'
printf '%s\n' "$letter" | grep -A3 -E 'ERROR_(CODE|MESSAGE)"' | grep StringValue

say 'The same for a subscription of a topic.'
topic=$(aws sns create-topic --name "news-$run" --query TopicArn)
make_queue "reader-$run"
make_queue "reader-dlq-$run"
aws sns subscribe --topic-arn "$topic" --protocol sqs \
  --notification-endpoint "$(queue_arn "reader-$run")" --attributes \
  "{\"RawMessageDelivery\":\"true\",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"$(queue_arn "reader-dlq-$run")\\\"}\"}" > /dev/null
aws sqs delete-queue --queue-url "$(queue_url "reader-$run")"
aws sns publish --topic-arn "$topic" --message 'kept' > /dev/null
expect 'dead-letter queue' "$(next "reader-dlq-$run")" kept
