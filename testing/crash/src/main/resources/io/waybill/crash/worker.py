"""Handles a queue's messages: tells the ledger of each, and reports those as failed that end with "!"."""
import json
import os
import subprocess
import urllib.request

# A helper in a session of its own, as a careless function starts it: it must not outlive the server.
subprocess.Popen(["sleep", "600"], start_new_session=True)


def handler(event, context):
    seen = [
        {"id": r["messageId"], "token": r["body"], "count": int(r["attributes"]["ApproximateReceiveCount"])}
        for r in event["Records"]
    ]
    urllib.request.urlopen(os.environ["LEDGER"] + "/messages", json.dumps(seen).encode()).read()
    return {"batchItemFailures": [{"itemIdentifier": s["id"]} for s in seen if s["token"].endswith("!")]}
