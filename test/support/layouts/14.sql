--- index run_exports_run
CREATE INDEX run_exports_run ON run_exports (run, id);

--- index run_rows_again
CREATE INDEX run_rows_again ON run_rows (run, place) WHERE again = 1;

--- table run_exports
CREATE TABLE run_exports (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), made_at INTEGER NOT NULL, taken_at INTEGER,
    rows TEXT NOT NULL
  ) STRICT;

--- table run_retries
CREATE TABLE run_retries (
    submission TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), body TEXT NOT NULL, marked INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

--- table run_rows
CREATE TABLE run_rows (
    run INTEGER NOT NULL REFERENCES runs (id),
    place INTEGER NOT NULL,
    customer TEXT NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    fields TEXT NOT NULL,
    state TEXT NOT NULL CHECK ((state = 'planned' OR state = 'queued' OR state = 'left-out' OR state = 'discarded')),
    -- Of those left out.
    why TEXT,
    message INTEGER REFERENCES messages (seq),
    notice INTEGER REFERENCES notices (id),
    settled_at INTEGER,
    settled_as TEXT, country TEXT NOT NULL DEFAULT '', chased_at INTEGER, defaulted_at INTEGER, again INTEGER NOT NULL DEFAULT 0
    CHECK (again IN (0, 1) AND (again = 0 OR state = 'queued')),
    PRIMARY KEY (run, place),
    CHECK ((state = 'queued') = (message IS NOT NULL)),
    CHECK ((settled_at IS NULL) = (settled_as IS NULL))
  ) STRICT, WITHOUT ROWID;

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
    state TEXT NOT NULL CHECK ((state = 'held' OR state = 'canary' OR state = 'sending' OR state = 'paused' OR state = 'stopped' OR state = 'done')),
    why TEXT CHECK ((why = 'person' OR why = 'canary' OR why = 'restart' OR why = 'late' OR why = 'account' OR why = 'unreachable' OR why = 'until')),
    made_at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    -- What had not left was thrown away: a text that comes back to the queue is too.
    discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)), until INTEGER, quiet_until INTEGER, chase TEXT, chase_done TEXT CHECK (chase_done = 'done' OR chase_done = 'skipped'), default_done TEXT CHECK (default_done = 'done' OR default_done = 'skipped'), went_on_at INTEGER NOT NULL DEFAULT 0,
    CHECK ((state = 'paused') = (why IS NOT NULL))
  ) STRICT;

--- rows run_exports
INSERT INTO run_exports VALUES (1, 1, 1780000000070, 1780000000071, '{}');

--- rows run_retries
INSERT INTO run_retries VALUES ('again-1', 1, '{}', 1);

--- rows run_rows
INSERT INTO run_rows VALUES (1, 1, '12025550101', 'Anna', 'order 1', '{}', 'queued', NULL, 1, 1, NULL, NULL, '', NULL, NULL, 0);
INSERT INTO run_rows VALUES (1, 2, '12025550102', 'Ben', 'order 2', '{}', 'queued', NULL, 4, 2, NULL, NULL, '', NULL, NULL, 0);
INSERT INTO run_rows VALUES (1, 3, '12025550103', 'Cleo', 'order 3', '{}', 'left-out', 'opted-out', NULL, NULL, NULL, NULL, '', NULL, NULL, 0);

--- rows runs
INSERT INTO runs VALUES (1, 'Monday', '{"id":"gate","options":[],"fields":[]}', '[]', 'run-1', '12025550100', 'paused', 'person', 1780000000000, 1780000000000, 0, NULL, NULL, NULL, NULL, NULL, 0);
