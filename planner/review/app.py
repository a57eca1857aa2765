"""The page as a Flask application: one blueprint below a secret path, with the guard before it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, abort, g, make_response, redirect, render_template, request

from planner.model.errors import PlannerError, TrackingError, WorkbookBusyError
from planner.review.links import add_filters
from planner.review.pages import actions, drafts, people, plan, purposes, report, today
from planner.review.pages.forms import own_path
from planner.review.workspace import ChangedMeanwhileError
from planner.tracking.next_action import SENT_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from werkzeug.exceptions import HTTPException

    from planner.review.guard import Guard
    from planner.review.journal import Journal
    from planner.review.workspace import Workspace


# What changes nothing in the workbook, and so is allowed where the page is read-only.
_HARMLESS = frozenset({"review.check_words", "review.try_words", "review.closed"})
_LARGEST = 4 << 20  # bytes of a request: the words of a draft, or the marks of a page of them
_BUSY, _CHANGED, _REFUSED = 423, 409, 422


class Life:
    """When the page was last asked for anything, and whether the browser says that it is closed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked = clock()
        self._closed: float | None = None

    def note_request(self) -> None:
        """Note that somebody is there."""
        self._asked, self._closed = self._clock(), None

    def note_closed(self) -> None:
        """Note that a page was closed; another one, or the next, may still be open."""
        self._closed = self._clock()

    def is_over(self, *, idle: float, grace: float) -> bool:
        """Whether nobody has asked for `idle` seconds, or for `grace` since a page was closed."""
        now = self._clock()
        is_left = self._closed is not None and now - self._closed > grace
        return is_left or now - self._asked > idle


def make_app(
    workspace: Workspace,
    guard: Guard,
    journal: Journal,
    life: Life,
    announce: Callable[[str], None],
) -> Flask:
    """Make the application that serves the page of one workbook.

    `announce` is told the next address once one is used up.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=_LARGEST, MAX_FORM_MEMORY_SIZE=_LARGEST)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    add_filters(app)
    room = Blueprint(
        "review", __name__, url_prefix=guard.room, static_folder="static", static_url_path="/static"
    )
    for page in (today, drafts, purposes, plan, report, people, actions):
        page.add_to(room, workspace, journal)
    _add_entry(room, guard, announce)
    _add_state(room, workspace, life)
    app.register_blueprint(room)
    _guarded(app, guard, life)
    _with_layout(app, workspace, guard)
    _with_errors(app, workspace)
    return app


def _add_entry(room: Blueprint, guard: Guard, announce: Callable[[str], None]) -> None:
    @room.get("/enter")
    def enter() -> Response:
        if not guard.enters(request.args.get("token", "")):
            abort(403, "This link was used before. The terminal shows another one.")
        announce(guard.address)
        # No redirect: a strict cookie does not go along where another site, or a file, led here.
        return guard.let_in(make_response(render_template("enter.html")))

    @room.get("/")
    def start() -> Response:
        return redirect(f"{guard.room}/today", 303)  # type: ignore[return-value]  # Flask's is werkzeug's


def _add_state(room: Blueprint, workspace: Workspace, life: Life) -> None:
    @room.get("/state")
    def state() -> dict[str, str]:
        """Say which version the workbook is, and who holds it, for the page that watches."""
        try:
            return {"version": workspace.version(), "holder": workspace.holder()}
        except PlannerError as error:  # moved, deleted, or half written by another program
            return {"version": "", "holder": error.message}

    @room.post("/closed")
    def closed() -> tuple[str, int]:
        life.note_closed()
        return "", 204


def _guarded(app: Flask, guard: Guard, life: Life) -> None:
    @app.before_request
    def refuse() -> None:
        is_entry, is_harmless = request.endpoint == "review.enter", request.endpoint in _HARMLESS
        refusal = guard.refusal(is_entry=is_entry, is_harmless=is_harmless)
        if refusal:
            abort(403, refusal)
        life.note_request()

    @app.after_request
    def seal(response: Response) -> Response:
        return guard.seal(response, is_draft=request.endpoint == "review.html_draft")


def _with_layout(app: Flask, workspace: Workspace, guard: Guard) -> None:
    @app.context_processor
    def layout() -> dict[str, object]:
        """What every page shows around its own content."""
        last = workspace.last_done()
        return {
            "workbook": workspace.path.name,
            "key": guard.key,
            "is_read_only": guard.is_read_only,
            "version": g.get("version", ""),
            "last": last,
            "is_of_sending": last is not None and last.label.rpartition(": ")[2] in SENT_WORDS,
            "holder": workspace.holder(),
            "here": request.full_path.rstrip("?"),
        }


def _with_errors(app: Flask, workspace: Workspace) -> None:
    @app.errorhandler(PlannerError)
    def failed(error: PlannerError) -> tuple[str, int]:
        if isinstance(error, TrackingError) and request.method == "GET":
            with workspace.now() as snapshot:
                if not snapshot.has_drafts:
                    g.version = snapshot.content
                    return render_template("undrafted.html", people=len(snapshot.contacts)), 200
        fields = [each for each in request.form.items(multi=True) if each[0] != "key"]
        page = render_template(
            "error.html",
            error=error,
            fields=fields,
            back=own_path(request.form.get("back", "")),
            is_busy=isinstance(error, WorkbookBusyError) and request.method == "POST",
            is_changed=isinstance(error, ChangedMeanwhileError),
        )
        return page, _code_of(error)

    @app.errorhandler(400)
    @app.errorhandler(403)
    @app.errorhandler(404)
    @app.errorhandler(405)
    @app.errorhandler(413)
    @app.errorhandler(500)
    def refused(error: HTTPException) -> tuple[str, int]:
        # Whoever is not let in learns nothing of the workbook, not even its name.
        code = error.code or 500
        return render_template("refused.html", message=error.description), code


def _code_of(error: PlannerError) -> int:
    if isinstance(error, WorkbookBusyError):
        return _BUSY
    return _CHANGED if isinstance(error, ChangedMeanwhileError) else _REFUSED
