--- index runs_making
CREATE INDEX runs_making ON runs (id) WHERE state = 'making';

--- table runs
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    -- As it was when the run was made: later edits of the question change nothing.
    question TEXT NOT NULL,
    -- The list as it was handed in, so that a repeated request makes no second run.
    body TEXT NOT NULL,
    submission TEXT NOT NULL UNIQUE,
    ours TEXT NOT NULL,
    state TEXT NOT NULL CHECK ((state = 'making' OR state = 'held' OR state = 'canary' OR state = 'sending' OR state = 'paused' OR state = 'stopped' OR state = 'done')),
    why TEXT CHECK ((why = 'person' OR why = 'canary' OR why = 'restart' OR why = 'late' OR why = 'account' OR why = 'unreachable' OR why = 'until' OR why = 'quiet')),
    made_at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    -- What had not left was thrown away: a text that comes back to the queue is too.
    discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)), until INTEGER, quiet_until INTEGER, chase TEXT, chase_done TEXT CHECK (chase_done = 'done' OR chase_done = 'skipped'), default_done TEXT CHECK (default_done = 'done' OR default_done = 'skipped'), went_on_at INTEGER NOT NULL DEFAULT 0, begins TEXT DEFAULT 'proven' CHECK (begins = 'proven' OR begins = 'anyway'),
    CHECK ((state = 'paused') = (why IS NOT NULL))
  ) STRICT;

--- trigger runs_move
CREATE TRIGGER runs_move BEFORE UPDATE OF state ON runs
    WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ('making>held', 'held>canary', 'held>paused', 'held>stopped', 'canary>sending', 'canary>paused', 'canary>stopped', 'canary>done', 'sending>paused', 'sending>stopped', 'sending>done', 'paused>canary', 'paused>sending', 'paused>stopped', 'paused>done', 'stopped>canary', 'stopped>sending', 'stopped>done', 'done>sending')
    BEGIN SELECT RAISE(ABORT, 'a run may not make this move'); END;

--- rows runs
INSERT INTO runs VALUES (1, 'Monday', '{"id":"gate","options":[],"fields":[]}', '[]', 'run-1', '12025550100', 'paused', 'person', 1780000000000, 1780000000000, 0, NULL, NULL, NULL, NULL, NULL, 0, 'proven');
