#!/usr/bin/env bash
# Ten orders of which one is bad: at most two batches at a time, one receive each, and a second
# function on the dead-letter queue.
source "$(dirname "$0")/common.sh"
fetch

say 'Queue orders, whose messages become dead letters after one receive; queue bad-orders for those.'
make_queue "bad-orders-$run"
aws sqs create-queue --queue-name "orders-$run" --attributes \
  "{\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"$(queue_arn "bad-orders-$run")\\\",\\\"maxReceiveCount\\\":\\\"1\\\"}\"}" > /dev/null

say 'Three functions: one sends orders, one handles them, one tells of those that failed.'
make_function "generate-orders-$run" generateOrders \
  --environment "Variables={QUEUE_URL=$(queue_url "orders-$run")}"
make_function "process-orders-$run" processOrders
make_function "failed-orders-$run" failedOrders
aws lambda create-event-source-mapping --function-name "process-orders-$run" \
  --event-source-arn "$(queue_arn "orders-$run")" \
  --maximum-batching-window-in-seconds 5 --scaling-config MaximumConcurrency=2 > /dev/null
aws lambda create-event-source-mapping --function-name "failed-orders-$run" \
  --event-source-arn "$(queue_arn "bad-orders-$run")" > /dev/null

say 'Generate the orders.'
mkdir -p "$build"
aws lambda invoke --function-name "generate-orders-$run" "$build/answer.json" > /dev/null
expect 'answer' "$(cat "$build/answer.json")" 'All orders queued for processing'

say 'The batch with the bad order fails as a whole, and comes to bad-orders when its 30 s are over.'
await_log "failed-orders-$run" UserX 1
processed=$(logged "process-orders-$run")
expect 'bad order' "$processed" $'Invoke Error \t{"errorType":"Error","errorMessage":"{}"'
streams=$(grep -F 'START RequestId' <<< "$processed" | cut -f1 | sort -u | wc -l)
expect 'instances of process-orders' "$([ "$streams" -le 2 ] && echo 'at most 2')" 'at most 2'

# The users that function $1 tells of, in the batches whose requests match $2.
users() { logged "$1" | grep -oE 'User[0-9X]$' | sort -u; }
failed=$(users "failed-orders-$run")
bad_request=$(grep -F 'Invoke Error' <<< "$processed" | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' | head -n 1)
good=$(grep -vF "$bad_request" <<< "$processed" | grep -oE 'Order User[0-9X]' | cut -d' ' -f2 | sort -u)
printf '  processed                    %s\n' "$(tr '\n' ' ' <<< "$good")"
printf '  failed, with their batch     %s\n' "$(tr '\n' ' ' <<< "$failed")"
expect 'each order once' "$(printf '%s\n' "$good" "$failed" | sort | tr '\n' ' ')" \
  'User0 User1 User2 User3 User4 User5 User7 User8 User9 UserX'
expect 'some were processed' "$([ -n "$good" ] && echo yes)" yes
