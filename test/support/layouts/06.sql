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
    kind TEXT CHECK (kind IN ('text', 'notice', 'thanks')),
    reference TEXT,
    submission TEXT,
    in_reply_to INTEGER REFERENCES messages (seq),
    segments INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    problem_code TEXT,
    problem TEXT, done_at INTEGER, answered_by INTEGER REFERENCES messages (seq), thanks_for TEXT, late_after INTEGER, odd_time INTEGER NOT NULL DEFAULT 0 CHECK (odd_time IN (0, 1)),
    CHECK (CASE direction
      WHEN 'inbound' THEN state IN ('received', 'incomplete') AND because IS NOT NULL AND reference IS NULL AND kind IS NULL
      ELSE state IN ('held', 'queued', 'sending', 'unknown', 'submitted', 'delivered', 'refused', 'failed', 'expired', 'cancelled') AND length(reference) = 40 AND kind IS NOT NULL AND segments > 0 END),
    CHECK (state NOT IN ('refused', 'failed', 'expired', 'unknown') OR (problem IS NOT NULL AND problem_code IS NOT NULL))
  ) STRICT;

--- rows messages
INSERT INTO messages VALUES (1, 'outbound', '12025550101', '12025550100', 'On our way, is somebody in?', 'delivered', 1780000000000, 1, '["P1"]', NULL, 0, NULL, 'notice', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'form-1', NULL, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO messages VALUES (2, 'inbound', '12025550101', '12025550100', 'the red gate', 'received', 1780000000010, 1, '[]', '{"rule":"person"}', 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 1780000000250, NULL, NULL, NULL, 0);
INSERT INTO messages VALUES (3, 'inbound', '12025550102', '12025550100', 'anybody?', 'received', 1780000000011, 2, '[]', '{"rule":"person","why":"no open question"}', 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO messages VALUES (4, 'outbound', '12025550102', '12025550100', 'On our way', 'failed', 1780000000002, 2, '["P2"]', NULL, 0, NULL, 'notice', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'form-2', NULL, 1, 2, NULL, 'carrier-3', 'The number is not in use.', NULL, NULL, NULL, NULL, 0);
INSERT INTO messages VALUES (5, 'inbound', '12025550103', '12025550100', '红色的门', 'received', 1780000000012, NULL, '[]', '{"rule":"option","option":"1","label":"tomorrow","why":"filed by hand","filedAt":"2026-05-28T20:26:41.000Z"}', 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0);
