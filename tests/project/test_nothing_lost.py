"""Whatever dies while people send: feedback that was acknowledged is there, and there once."""

import http.client
import json
import os
import random
import signal
import threading
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_users import server_pid
from tests.project.processes import workers
from tests.running_site import RunningSite, running_site, wait_until

SENDERS = 4
ENDINGS = 8
AT_LEAST_BETWEEN = 10
SUMMARIES = """
import json
from collections import Counter
from feedback.models import Submission
print(json.dumps(Counter(Submission.objects.values_list("summary", flat=True))))
"""


class Sender(threading.Thread):
    """Sends one piece after another, each again until it is acknowledged, as a person would."""

    def __init__(self, site: RunningSite) -> None:
        super().__init__(daemon=True)
        self.site = site
        self.acknowledged: list[str] = []
        self.refusals = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.is_set():
            summary = f"Piece {uuid.uuid4()}"
            while not self._send(summary) and not self.is_over.is_set():
                self.refusals += 1
                time.sleep(0.05)

    def _send(self, summary: str) -> bool:
        words = {"summary": summary, "role": "la-data", "revision": "1", "key": summary[-36:]}
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            connection.request(
                "POST",
                "/comment/how-our-system-works/status/",
                urllib.parse.urlencode(words),
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status != 303:
            return False
        self.acknowledged.append(summary)
        return True


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RunningSite]:
    with running_site(tmp_path / "data") as running:
        yield running


def test_acknowledged_feedback_survives_whatever_is_killed(site: RunningSite) -> None:
    senders = [Sender(site) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for turn in range(ENDINGS):
        wait_for_more(site, senders)
        if turn % 4 == 3:
            os.kill(server_pid(site.data_dir), signal.SIGQUIT)  # PostgreSQL's immediate stop
        else:
            wait_until(lambda: workers(site.process.pid) != [], what="a worker", site=site)
            os.kill(random.choice(workers(site.process.pid)), signal.SIGKILL)
    wait_for_more(site, senders)
    for sender in senders:
        sender.is_over.set()
    for sender in senders:
        sender.join(timeout=60)

    kept = json.loads(site.manage("shell", "-v0", "-c", SUMMARIES))

    assert sum(sender.refusals for sender in senders) > 0  # the endings were felt
    assert {kept.get(summary) for summary in acknowledged(senders)} == {1}


def acknowledged(senders: list[Sender]) -> list[str]:
    return [summary for sender in senders for summary in sender.acknowledged]


def wait_for_more(site: RunningSite, senders: list[Sender]) -> None:
    """Until the site serves again, and has taken some more."""
    enough = len(acknowledged(senders)) + AT_LEAST_BETWEEN
    wait_until(lambda: len(acknowledged(senders)) >= enough, what="more", site=site)
