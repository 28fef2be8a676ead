#!/usr/bin/env bash
# Event bus: rules route by what an event says; the producer knows no consumer.
source "$(dirname "$0")/common.sh"

say 'A bus with two rules: large orders to the review, everything of the shop to the archive.'
bus="shop-$run"
aws events create-event-bus --name "$bus" > /dev/null
rule() {
  make_queue "$1-$run"
  aws events put-rule --event-bus-name "$bus" --name "$1" --event-pattern "$2" > /dev/null
  aws events put-targets --event-bus-name "$bus" --rule "$1" \
    --targets "[{\"Id\":\"1\",\"Arn\":\"$(queue_arn "$1-$run")\",\"InputPath\":\"\$.detail\"}]" > /dev/null
}
rule review '{"source":["shop"],"detail":{"total":[{"numeric":[">",100]}]}}'
rule archive '{"source":[{"prefix":"shop"}]}'

say 'Put two orders.'
for total in 20 500; do
  aws events put-events --entries \
    "[{\"EventBusName\":\"$bus\",\"Source\":\"shop\",\"DetailType\":\"order\",\"Detail\":\"{\\\"total\\\":$total}\"}]" > /dev/null
done

expect review "$(next "review-$run")" '"total":500'
expect_nothing 'review, once more' "$(next "review-$run" 0)"
expect archive "$(next "archive-$run")$(next "archive-$run")" '"total":'
