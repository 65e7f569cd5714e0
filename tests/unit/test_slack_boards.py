"""Boards within Slack's limits: fifteen long rows with buttons, links and small lines, foreign text literal."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.slack.cards import TOTAL, Link, board_blocks, text_size
from bot.domain.sheet import ROWS
from bot.ports.desk import Action, Board, Row
from sandbox.slack.block_kit import message_blocks

NASTY = "<!channel> <@U1> & <http://e|bank> *b* :lock:"
texts = st.one_of(st.text(max_size=30), st.builds(lambda times: NASTY * times, st.integers(0, 60)))
buttons = st.lists(st.builds(Action, st.sampled_from(["a.b", "c.d"]), texts, st.just("T#S")), max_size=6)
rows = st.builds(Row, texts, below=texts, actions=buttons.map(tuple))
boards = st.builds(Board, texts, st.lists(rows, max_size=ROWS).map(tuple), texts, texts, buttons.map(tuple))
LINK = Link("", "open", "https://example.slack.com/archives/C1/p1")


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(boards)
def test_slack_takes_every_board(board: Board) -> None:
    blocks = board_blocks(board, [LINK] * len(board.rows))
    message_blocks(blocks, lambda kind: kind)
    assert len(blocks) <= 50
    assert text_size(blocks) <= TOTAL


def test_a_full_page() -> None:
    row = Row(NASTY * 30, below=NASTY * 9, actions=(Action("a.b", "Accept", "T#S"),))
    board = Board(NASTY, (row,) * ROWS, "above", "below", (Action("c.d", "All", "S"),))
    blocks = board_blocks(board, [LINK] * ROWS)
    message_blocks(blocks, lambda kind: kind)
    assert len(blocks) == 4 + 3 * ROWS
