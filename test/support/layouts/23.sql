--- index messages_wait_again
CREATE INDEX messages_wait_again ON messages (customer) WHERE again IS NOT NULL AND (state = 'queued' OR state = 'held');

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
    CHECK (again IN (0, 1) AND (again = 0 OR state = 'queued')), with_many INTEGER NOT NULL DEFAULT 0 CHECK (with_many IN (0, 1)),
    PRIMARY KEY (run, place),
    CHECK ((state = 'queued') = (message IS NOT NULL)),
    CHECK ((settled_at IS NULL) = (settled_as IS NULL))
  ) STRICT, WITHOUT ROWID;

--- rows run_rows
INSERT INTO run_rows VALUES (1, 1, '12025550101', 'Anna', 'order 1', '{}', 'queued', NULL, 1, 1, NULL, NULL, '', NULL, NULL, 0, 0);
INSERT INTO run_rows VALUES (1, 2, '12025550102', 'Ben', 'order 2', '{}', 'queued', NULL, 4, 2, NULL, NULL, '', NULL, NULL, 0, 0);
INSERT INTO run_rows VALUES (1, 3, '12025550103', 'Cleo', 'order 3', '{}', 'left-out', 'opted-out', NULL, NULL, NULL, NULL, '', NULL, NULL, 0, 0);
