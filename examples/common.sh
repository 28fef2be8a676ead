# What the examples share: sourced, not run.
set -euo pipefail
: "${AWS_ENDPOINT_URL:=http://127.0.0.1:4566}"
export AWS_ENDPOINT_URL
export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1} AWS_PAGER=''
account=000000000000
run=$$-$RANDOM # so that an example can be run again

# The AWS CLI against this server; version 1 does not read AWS_ENDPOINT_URL.
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" --output text "$@"; }

say() { printf '\n%s\n' "$*"; }

queue_arn() { echo "arn:aws:sqs:$AWS_DEFAULT_REGION:$account:$1"; }
queue_url() { echo "$AWS_ENDPOINT_URL/$account/$1"; }

make_queue() { aws sqs create-queue --queue-name "$1" > /dev/null; }

# The body of the next message of queue $1, which is deleted; nothing after $2 seconds (5).
next() {
  local url message
  url=$(queue_url "$1")
  message=$(aws sqs receive-message --queue-url "$url" --wait-time-seconds "${2:-5}" \
    --query 'Messages[0].[ReceiptHandle,Body]')
  [ "$message" != None ] || return 0
  aws sqs delete-message --queue-url "$url" --receipt-handle "${message%%$'\t'*}"
  printf '%s\n' "${message#*$'\t'}"
}

# Fails the example where $2 does not contain $3.
expect() {
  case $2 in
    *"$3"*) printf '  %-28s %s\n' "$1" "$3" ;;
    *)
      printf '  %-28s expected %s, got: %s\n' "$1" "$3" "$2" >&2
      exit 1
      ;;
  esac
}

# Fails the example where $2 is anything.
expect_nothing() {
  [ -z "$2" ] || { printf '  %-28s expected nothing, got: %s\n' "$1" "$2" >&2; exit 1; }
  printf '  %-28s nothing\n' "$1"
}
