"""The figures of a report agree with an independent computation in pandas over the same file."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from planner.model.errors import UsageError
from planner.reporting.in_words import findings_of
from planner.reporting.outcomes import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.campaign import Campaign

SENT = ("sent", "accepted", "replied", "meeting", "declined", "bounced")


def tracking(path: Path) -> pd.DataFrame:
    """The messages that went out, with each answer beside the message before it."""
    frame = pd.read_excel(path, sheet_name="Tracking")
    frame = frame[frame["Status"].isin(SENT)].copy()
    answers = frame[frame["Answered on"].notna()][["Contact ID", "Answered on"]]
    answers = answers.sort_values("Answered on")
    sent = frame[["Contact ID", "Sent on", "Step", "Touch ID"]].sort_values(["Sent on", "Step"])
    credited = pd.merge_asof(
        answers, sent, left_on="Answered on", right_on="Sent on", by="Contact ID"
    )
    days = credited.groupby("Touch ID")["Answered on"].min()
    frame["credited"] = frame["Touch ID"].map(days)
    return frame


def test_the_funnel_agrees_with_pandas(simulated: Path, opened: Callable[[Path], Campaign]) -> None:
    frame, funnel = tracking(simulated), opened(simulated).report().funnel
    people = frame.groupby("Contact ID")

    assert (funnel.contacts, funnel.with_purpose) == (120, 114)
    assert funnel.people[Stage.SENT] == people.ngroups == 114
    answered = frame[frame["Answered on"].notna()]
    assert funnel.people[Stage.ANSWERED] == answered["Contact ID"].nunique()
    for stage, status in (
        (Stage.BOUNCED, "bounced"),
        (Stage.MET, "meeting"),
        (Stage.DECLINED, "declined"),
    ):
        assert funnel.people[stage] == frame[frame["Status"] == status]["Contact ID"].nunique()
    for step, reached in funnel.steps.items():
        of_step = frame[frame["Step"] == step]
        assert reached[Stage.SENT] == len(of_step)
        assert reached[Stage.ANSWERED] == of_step["credited"].notna().sum()


@pytest.mark.parametrize(
    ("by", "column"), [("template", "Template"), ("channel", "Channel"), ("company", "Company")]
)
def test_the_rates_agree_with_pandas(
    simulated: Path, opened: Callable[[Path], Campaign], by: str, column: str
) -> None:
    frame = tracking(simulated)
    report = opened(simulated).report(by=by)

    expected = {
        name: (len(group), group["credited"].notna().sum(), (group["Status"] == "bounced").sum())
        for name, group in frame.groupby(column)
    }
    assert {
        group.name: (group.answer.whole, group.answer.part, group.bounce.part)
        for group in report.groups
    } == expected


def test_the_weeks_agree_with_pandas(simulated: Path, opened: Callable[[Path], Campaign]) -> None:
    frame, weeks = tracking(simulated), opened(simulated).report().weeks
    sent = frame.groupby(frame["Sent on"].dt.to_period("W").dt.start_time).size()
    answered = frame.groupby(frame["credited"].dt.to_period("W").dt.start_time).size()

    assert {week.start: week.sent for week in weeks if week.sent} == {
        pd.Timestamp(str(start)).date(): number for start, number in sent.items()
    }
    assert {week.start: week.answered for week in weeks if week.answered} == {
        pd.Timestamp(str(start)).date(): number for start, number in answered.items()
    }


def test_the_days_to_an_answer_agree_with_lifelines(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    lifelines = pytest.importorskip("lifelines")
    frame, times = tracking(simulated), opened(simulated).report().times
    frame = frame[frame["Status"] != "bounced"]
    ends = frame["credited"].fillna(pd.Timestamp("2026-04-10"))
    fitter = lifelines.KaplanMeierFitter().fit(
        (ends - frame["Sent on"]).dt.days, frame["credited"].notna()
    )

    assert times.messages == len(frame)
    for point in times.by_day:
        assert point.share == pytest.approx(1 - fitter.predict(point.days))


def test_each_of_the_team_has_what_they_sent(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    history = pd.read_excel(simulated, sheet_name="History")
    sent = history[history["To"] == "sent"].groupby("Who").size()

    team = opened(simulated).report().team
    assert {group.name: group.answer.whole for group in team} == sent.to_dict()


def test_an_answer_without_a_later_move_waits(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    frame = pd.read_excel(simulated, sheet_name="Tracking")
    last = frame.groupby("Contact ID")["Sent on"].transform("max")
    said_no = frame.groupby("Contact ID")["Status"].transform(
        lambda words: (words == "declined").any()
    )
    waiting = frame[(frame["Status"] == "replied") & (last <= frame["Answered on"]) & ~said_no]

    tasks = opened(simulated).report().tasks
    assert {task.touch for task in tasks.answers} == set(waiting["Touch ID"])
    assert [task.since for task in tasks.answers] == sorted(waiting["Answered on"].dt.date)
    assert len(tasks.held) == 6


def test_gifts_are_added_up(simulated: Path, opened: Callable[[Path], Campaign]) -> None:
    (gift,) = opened(simulated).report().results

    assert (gift.header, gift.people, gift.total, gift.written_to) == ("Gift", 8, 400, 114)


def test_what_was_sent_before_does_not_count(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    frame = tracking(simulated)
    late = frame[frame["Sent on"] >= "2026-03-20"]

    report = opened(simulated).report(since=date(2026, 3, 20))
    assert report.total.answer.whole == len(late)


def test_a_condition_chooses_people(simulated: Path, opened: Callable[[Path], Campaign]) -> None:
    report = opened(simulated).report(where=["Language=de"], by="Priority")

    assert report.funnel.contacts == 60
    assert {group.name for group in report.groups} == {"0", "1", "2"}


def test_the_follow_ups_to_come_keep_the_caps(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    forecast = opened(simulated).report().forecast

    assert forecast.last_follow_up is not None
    assert forecast.last_follow_up >= date(2026, 4, 10)
    assert sum(week.follow_ups for week in forecast.weeks) > 0
    assert forecast.answers is not None
    middle, low, high = forecast.answers
    assert low <= middle <= high


def test_an_unknown_group_is_refused_with_a_hint(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    with pytest.raises(UsageError, match='no column "tempalte"') as refused:
        opened(simulated).report(by="tempalte")
    assert "template" in refused.value.hint


def test_no_share_is_said_without_its_counts_and_interval(
    simulated: Path, opened: Callable[[Path], Campaign]
) -> None:
    for finding in findings_of(opened(simulated).report()):
        assert "%" not in finding or (" to " in finding and " %" in finding), finding


def test_the_terminal_shows_it_in_eighty_columns(one_campaign: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "planner", "report", str(one_campaign), "--by", "language"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert "Answers that wait for you" in ran.stdout


def test_json_holds_every_figure(one_campaign: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "planner", "report", str(one_campaign), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    document = json.loads(ran.stdout)
    assert document["funnel"]["people"]["sent"] == 114
    assert set(document["total"]["answer"]) == {"part", "whole", "share", "low", "high"}
