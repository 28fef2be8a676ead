#!/usr/bin/env bash
# Topic -> queue: the queue keeps what its consumer is too busy for. The envelope says where a
# message comes from; the queue's policy lets just this topic in.
source "$(dirname "$0")/common.sh"

say 'A topic, a queue that lets it in, a subscription.'
topic=$(aws sns create-topic --name "news-$run" --query TopicArn)
make_queue "reader-$run"
policy="{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"topic\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"SQS:SendMessage\",\"Resource\":\"$(queue_arn "reader-$run")\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"$topic\"}}}]}"
aws sqs set-queue-attributes --queue-url "$(queue_url "reader-$run")" \
  --attributes "{\"Policy\":\"${policy//\"/\\\"}\"}"
aws sns subscribe --topic-arn "$topic" --protocol sqs \
  --notification-endpoint "$(queue_arn "reader-$run")" > /dev/null

say 'Publish, and look into the queue.'
aws sns publish --topic-arn "$topic" --subject greeting --message 'Test message' > /dev/null
received=$(next "reader-$run")
expect 'type' "$received" '"Type" : "Notification"'
expect 'subject' "$received" '"Subject" : "greeting"'
expect 'message' "$received" '"Message" : "Test message"'
expect 'signed' "$received" '"SigningCertURL" : '
