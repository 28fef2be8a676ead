#!/usr/bin/env bash
# A dependency with a limit behind the function: what it can't take waits in the queue.
source "$(dirname "$0")/common.sh"
fetch
queue=reinvent-2019-queue-demo-$run
slow=slow-$run

# How many messages of the queue are in attribute $1.
count() {
  aws sqs get-queue-attributes --queue-url "$(queue_url "$queue")" --attribute-names "$1" \
    --query "Attributes.$1"
}

send() {
  local entries='' i
  for i in 0 1 2 3 4 5 6 7 8 9; do entries="$entries{\"Id\":\"$i\",\"MessageBody\":\"order $i\"},"; done
  for ((i = 0; i < $1; i += 10)); do
    aws sqs send-message-batch --queue-url "$(queue_url "$queue")" --entries "[${entries%,}]" > /dev/null
  done
}

say 'A function of 1.2 s. Its queue hides messages five times as long as it may run: 50 s.'
aws sqs create-queue --queue-name "$queue" --attributes VisibilityTimeout=50 > /dev/null
make_function "$slow" slow --environment 'Variables={MILLIS=1200}'

say 'Two of it may run at once.'
aws lambda put-function-concurrency --function-name "$slow" --reserved-concurrent-executions 2 > /dev/null
send 100
aws lambda create-event-source-mapping --function-name "$slow" \
  --event-source-arn "$(queue_arn "$queue")" --batch-size 5 > /dev/null
most=0 all=100
while [ "$all" -gt 0 ]; do
  waiting=$(count ApproximateNumberOfMessages) hidden=$(count ApproximateNumberOfMessagesNotVisible)
  [ "$hidden" -le "$most" ] || most=$hidden
  all=$((waiting + hidden))
  printf '  waiting %3d, in flight %3d\n' "$waiting" "$hidden"
done
expect 'never more in flight' "$([ "$most" -le 15 ] && echo 'two batches and what is being received')" \
  'two batches and what is being received'

say 'None may run: everything waits, and no receive is counted.'
aws lambda put-function-concurrency --function-name "$slow" --reserved-concurrent-executions 0 > /dev/null
send 10
sleep 2
expect 'waiting' "$(count ApproximateNumberOfMessages)" 10

say 'As many as there is work for.'
aws lambda delete-function-concurrency --function-name "$slow"
until [ "$(($(count ApproximateNumberOfMessages) + $(count ApproximateNumberOfMessagesNotVisible)))" -eq 0 ]; do sleep 0.3; done
expect 'waiting' "$(count ApproximateNumberOfMessages)" 0
