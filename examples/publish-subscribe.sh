#!/usr/bin/env bash
# Publish/subscribe: each subscriber gets what its filter lets through.
source "$(dirname "$0")/common.sh"

say 'A topic with three subscribers: billing and shipping want their kind, audit wants all.'
topic=$(aws sns create-topic --name "orders-$run" --query TopicArn)
for name in billing shipping audit; do
  make_queue "$name-$run"
  subscription=$(aws sns subscribe --topic-arn "$topic" --protocol sqs \
    --notification-endpoint "$(queue_arn "$name-$run")" --query SubscriptionArn)
  aws sns set-subscription-attributes --subscription-arn "$subscription" \
    --attribute-name RawMessageDelivery --attribute-value true
  [ "$name" = audit ] || aws sns set-subscription-attributes --subscription-arn "$subscription" \
    --attribute-name FilterPolicy --attribute-value "{\"for\":[\"$name\"]}"
done

say 'Publish one message for each.'
for name in billing shipping; do
  aws sns publish --topic-arn "$topic" --message "for $name" \
    --message-attributes "{\"for\":{\"DataType\":\"String\",\"StringValue\":\"$name\"}}" > /dev/null
done

expect billing "$(next "billing-$run")" 'for billing'
expect shipping "$(next "shipping-$run")" 'for shipping'
expect_nothing 'billing, once more' "$(next "billing-$run" 0)"
expect audit "$(next "audit-$run")$(next "audit-$run")" 'for '
