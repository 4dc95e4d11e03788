--- table notices
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL REFERENCES questions (id),
    customer TEXT NOT NULL,
    ours TEXT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'closed')),
    outcome TEXT,
    opened_at INTEGER NOT NULL, handling TEXT,
    CHECK ((state = 'answered') <= (outcome IS NOT NULL))
  ) STRICT;

--- table questions
CREATE TABLE questions (id TEXT PRIMARY KEY, body TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0), deleted_at INTEGER) STRICT, WITHOUT ROWID;

--- rows notices
INSERT INTO notices VALUES (1, 'gate', '12025550101', '12025550100', '[]', 'answered', '{"option":"2"}', 1780000000000, NULL);
INSERT INTO notices VALUES (2, 'gate', '12025550102', '12025550100', '[]', 'waiting', NULL, 1780000000001, NULL);

--- rows questions
INSERT INTO questions VALUES ('gate', '{"id":"gate","options":[],"fields":[]}', 1, NULL);
