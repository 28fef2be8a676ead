#!/usr/bin/env bash
# A queue with a function behind it: a message that is sent is logged, first text, then JSON.
source "$(dirname "$0")/common.sh"
fetch

say 'The demo queue, in account 517039770760: an access key of twelve digits names the account.'
export AWS_ACCESS_KEY_ID=517039770760
account=$AWS_ACCESS_KEY_ID
role=arn:aws:iam::$account:role/lambda
queue=Demo-Stk-DemoQueueA7C0530A-FdRfEAChWkCH
make_queue "$queue"
make_function "consume-$run" consumeQMessages
mapping=$(aws lambda create-event-source-mapping --function-name "consume-$run" \
  --event-source-arn "$(queue_arn "$queue")" --query UUID)

say 'Send, with the very URL of AWS.'
aws sqs send-message \
  --queue-url https://sqs.eu-west-1.amazonaws.com/517039770760/Demo-Stk-DemoQueueA7C0530A-FdRfEAChWkCH \
  --message-body "Hello world." > /dev/null
await_log "consume-$run" 'Message:  Hello world.' 1
log=$(logged "consume-$run")
expect 'message' "$log" 'Message:  Hello world.'
expect 'event' "$log" '"md5OfBody":"764569e58f53ea8b6404f6fa7fc0247f"'
expect 'source' "$log" "\"eventSourceARN\":\"$(queue_arn "$queue")\""
expect 'receive count' "$log" '"ApproximateReceiveCount":"1"'

say 'The other function, which parses what it gets.'
aws lambda delete-event-source-mapping --uuid "$mapping" > /dev/null
make_function "consume-json-$run" consumeJsonMessages
mapping=$(aws lambda create-event-source-mapping --function-name "consume-json-$run" \
  --event-source-arn "$(queue_arn "$queue")" --query UUID)
aws sqs send-message --queue-url "$(queue_url "$queue")" --message-body file://./message.json > /dev/null
await_log "consume-json-$run" "Diarmuid O' Connor 1 Main Street" 1
expect 'name and address' "$(logged "consume-json-$run")" "Diarmuid O' Connor 1 Main Street"
aws lambda delete-event-source-mapping --uuid "$mapping" > /dev/null
