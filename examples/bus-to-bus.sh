#!/usr/bin/env bash
# Bus in another account: one account's rule sends to another account's bus, whose owner routes on.
source "$(dirname "$0")/common.sh"
theirs=111122223333

as_them() { AWS_ACCESS_KEY_ID=$theirs aws "$@"; }

say 'Their bus lets our account in; their rule sends what comes from us to their queue.'
as_them events create-event-bus --name "inbox-$run" > /dev/null
as_them events put-permission --event-bus-name "inbox-$run" --principal $account \
  --action events:PutEvents --statement-id us > /dev/null
as_them sqs create-queue --queue-name "inbox-$run" > /dev/null
as_them events put-rule --event-bus-name "inbox-$run" --name from-us \
  --event-pattern "{\"account\":[\"$account\"]}" > /dev/null
as_them events put-targets --event-bus-name "inbox-$run" --rule from-us \
  --targets "[{\"Id\":\"1\",\"Arn\":\"arn:aws:sqs:$AWS_DEFAULT_REGION:$theirs:inbox-$run\"}]" > /dev/null

say 'Our rule sends on to their bus.'
aws events put-rule --name "to-them-$run" --event-pattern "{\"source\":[\"us.$run\"]}" > /dev/null
aws events put-targets --rule "to-them-$run" --targets "[{\"Id\":\"1\",
  \"Arn\":\"arn:aws:events:$AWS_DEFAULT_REGION:$theirs:event-bus/inbox-$run\",
  \"RoleArn\":\"arn:aws:iam::$account:role/to-them\"}]" > /dev/null
aws events put-events --entries \
  "[{\"Source\":\"us.$run\",\"DetailType\":\"hello\",\"Detail\":\"{\\\"text\\\":\\\"hi\\\"}\"}]" > /dev/null

received=$(as_them sqs receive-message --queue-url "$AWS_ENDPOINT_URL/$theirs/inbox-$run" \
  --wait-time-seconds 5 --query 'Messages[0].Body')
expect 'their queue' "$received" "\"account\":\"$account\""
