"""``%gift4code --again`` in a real kernel: a second turn of the last request."""

from __future__ import annotations

import endpoint
from kernel.live import Kernel


def _said(model: endpoint.Server) -> str:
    return str(model.requests()[-1]["body"]["messages"][-1]["content"])


def test_the_words_follow_those_of_the_last_request_and_the_cell_is_context(
    kernel: Kernel, model: endpoint.Server
) -> None:
    first = kernel.run("%gift4code average fare by class")
    reply = kernel.run("%gift4code --again only city 'x'")

    assert reply.content["status"] == "ok", reply.streams
    assert "average fare by class, only city 'x'" in _said(model)
    assert f"Earlier cells:\n{first.content['payload'][0]['text']}" in _said(model)
    kernel.run("%gift4code --again sorted by fare")
    assert "average fare by class, only city 'x', sorted by fare" in _said(model)


def test_what_was_met_is_not_asked_for_again_and_what_was_not_is(kernel: Kernel) -> None:
    met = kernel.run("%gift4code average fare by class --rows 2")
    after = kernel.run("%gift4code --again only 'x'")
    kernel.run("%gift4code average fare by class --rows 77")
    still = kernel.run("%gift4code --again please")

    assert "\nverified: " in met.shown[0]["text/plain"]
    assert "not verified: it ran without error; nothing was specified" in after.shown[0]["text/plain"]
    assert "expected 77 rows" in still.shown[0]["text/plain"]


def test_a_frame_that_is_gone_is_one_sentence(kernel: Kernel) -> None:
    kernel.run("import pandas as pd\nother = pd.DataFrame({'class': ['a'], 'fare': [1.0]})")
    kernel.run("%gift4code average fare by class of @other")
    kernel.run("del other")
    reply = kernel.run("%gift4code --again only 'x'")

    assert reply.content["status"] == "error"
    assert "other is not there any more; ask anew and name the frame you mean." in reply.streams["stderr"]


def test_without_a_first_request_there_is_nothing_to_change(kernel: Kernel) -> None:
    kernel.run("%reload_ext gift4code_ext")
    reply = kernel.run("%gift4code --again only 'x'")

    assert "There is no request to change yet" in reply.streams["stderr"]
