#!/usr/bin/env bash
# Fan-out in order: a FIFO topic brings each group's messages to every FIFO queue in the order of
# the publishes, and what is published twice arrives once.
source "$(dirname "$0")/common.sh"

say 'A FIFO topic with two FIFO queues.'
topic=$(aws sns create-topic --name "orders-$run.fifo" --attributes FifoTopic=true --query TopicArn)
for name in warehouse ledger; do
  aws sqs create-queue --queue-name "$name-$run.fifo" --attributes FifoQueue=true > /dev/null
  aws sns subscribe --topic-arn "$topic" --protocol sqs \
    --notification-endpoint "$(queue_arn "$name-$run.fifo")" \
    --attributes RawMessageDelivery=true > /dev/null
done

say 'Publish three steps of one order, the second twice.'
for step in placed paid paid shipped; do
  aws sns publish --topic-arn "$topic" --message "$step" --message-group-id order-1 \
    --message-deduplication-id "$step" > /dev/null
done

for name in warehouse ledger; do
  for step in placed paid shipped; do
    expect "$name" "$(next "$name-$run.fifo")" "$step"
  done
  expect_nothing "$name, once more" "$(next "$name-$run.fifo" 0)"
done
