"""Never ends, and has helpers that left its session and lost their parent."""
import os
import subprocess
import time

subprocess.Popen(["sleep", "600"], start_new_session=True)


def handler(event, context):
    subprocess.run(["sh", "-c", "(sleep 601 &) ; exit 0"], start_new_session=True, check=True)
    with open("/tmp/begun", "w") as begun:
        begun.write("yes")
    time.sleep(600)
