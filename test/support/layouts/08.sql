--- index messages_failed
CREATE INDEX messages_failed ON messages (seq) WHERE (state = 'unknown' OR state = 'refused' OR state = 'failed' OR state = 'expired') AND done_at IS NULL;

--- table messages
CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    customer TEXT NOT NULL,
    ours TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    notice INTEGER REFERENCES notices (id),
    provider_ids TEXT NOT NULL DEFAULT '[]',
    because TEXT,
    needs_person INTEGER NOT NULL DEFAULT 0 CHECK (needs_person IN (0, 1)),
    no_thanks TEXT CHECK (no_thanks IN ('limit', 'opted-out')),
    kind TEXT CHECK ((kind = 'text' OR kind = 'notice' OR kind = 'thanks')),
    reference TEXT,
    submission TEXT,
    in_reply_to INTEGER REFERENCES messages (seq),
    segments INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    problem_code TEXT,
    problem TEXT, done_at INTEGER, answered_by INTEGER REFERENCES messages (seq), thanks_for TEXT, late_after INTEGER, odd_time INTEGER NOT NULL DEFAULT 0 CHECK (odd_time IN (0, 1)), gap INTEGER REFERENCES gaps (id), late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)), left_at INTEGER,
    CHECK (CASE direction
      WHEN 'inbound' THEN state IN ('received', 'incomplete') AND because IS NOT NULL AND reference IS NULL AND kind IS NULL
      ELSE (state = 'held' OR state = 'queued' OR state = 'sending' OR state = 'unknown' OR state = 'submitted' OR state = 'delivered' OR state = 'refused' OR state = 'failed' OR state = 'expired' OR state = 'cancelled') AND length(reference) = 40 AND kind IS NOT NULL AND segments > 0 END),
    CHECK (NOT (state = 'unknown' OR state = 'refused' OR state = 'failed' OR state = 'expired') OR (problem IS NOT NULL AND problem_code IS NOT NULL))
  ) STRICT;
