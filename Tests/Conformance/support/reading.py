"""A reader who keeps reading while a site is published."""

import http.client
import threading
import time


class Reader(threading.Thread):
    """Requests a page again and again while the block runs, and records answers that are neither the old page nor the
    new one.

    `get` returns the bytes of the page as readers get it, or raises an OSError or `http.client.HTTPException`.
    """

    def __init__(self, get, allowed):
        super().__init__(daemon=True)
        self.get, self.allowed = get, allowed
        self.count, self.faults, self.ended = 0, [], threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.join()

    def run(self):
        while not self.ended.is_set():
            try:
                page = self.get()
                if page not in self.allowed:
                    self.faults.append(f"{len(page)} bytes, neither old nor new")
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(str(error))
            self.count += 1
            # Often enough to hit any moment, and rarely enough not to slow down the publish.
            time.sleep(0.0005)


def over_http(port, path):
    """A function that gets `path` from the loopback address."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def get():
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            raise
        if answer.status != 200:
            raise FileNotFoundError(f"status {answer.status}")
        return body

    return get
