--- index messages_held
CREATE INDEX messages_held ON messages (seq) WHERE state = 'held';

--- table threads
CREATE TABLE threads (
    customer TEXT PRIMARY KEY,
    -- The newest text; null before the first.
    last_seq INTEGER,
    -- The oldest that needs somebody, a raise included; null when nothing does.
    need_seq INTEGER,
    -- Texts that did not arrive and that nobody is done with.
    lost INTEGER NOT NULL DEFAULT 0 CHECK (lost >= 0),
    -- When the newest question was asked that waits for an answer; null when none does.
    asked_at INTEGER,
    snoozed_until INTEGER,
    -- Raised other than by a text that needs a person: after which text, when, why (null by hand), and the text that a
    -- person wrote back since. "Done" takes it away that has seen the text "raised_by"; null by hand.
    raised_seq INTEGER, raised_at INTEGER, raised_why TEXT, raised_by INTEGER, raised_answer INTEGER,
    name TEXT,
    note TEXT, note_at INTEGER,
    draft TEXT, note_draft TEXT,
    CHECK ((raised_seq IS NULL) = (raised_at IS NULL)),
    CHECK ((note IS NULL) = (note_at IS NULL))
  ) STRICT, WITHOUT ROWID;

--- rows threads
INSERT INTO threads VALUES ('12025550101', 2, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Anna', 'round the back', 1780000000080, NULL, NULL);
INSERT INTO threads VALUES ('12025550102', 4, 3, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO threads VALUES ('12025550103', 5, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
