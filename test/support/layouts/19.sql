--- table notices
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL REFERENCES questions (id),
    customer TEXT NOT NULL,
    ours TEXT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'closed')),
    outcome TEXT,
    opened_at INTEGER NOT NULL, handling TEXT, digits TEXT CHECK (json_valid(digits)), dated_at INTEGER, template TEXT CHECK (json_valid(template)),
    CHECK ((state = 'answered') <= (outcome IS NOT NULL))
  ) STRICT;

--- rows notices
INSERT INTO notices VALUES (1, 'gate', '12025550101', '12025550100', '[]', 'answered', '{"option":"2"}', 1780000000000, NULL, NULL, NULL, NULL);
INSERT INTO notices VALUES (2, 'gate', '12025550102', '12025550100', '[]', 'waiting', NULL, 1780000000001, NULL, NULL, NULL, NULL);
