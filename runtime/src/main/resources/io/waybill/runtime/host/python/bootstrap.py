"""Runs a Python handler. Processes that the handler spawns come here too, by another name, and want nothing of it."""
if __name__ == "__main__":
    from waybill_runtime.events import main

    main()
