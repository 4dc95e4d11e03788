--- index inbound_parts_open
CREATE INDEX inbound_parts_open ON inbound_parts (customer, ours, ref, total) WHERE complete = 0;

--- index inbound_raw_why
CREATE INDEX inbound_raw_why ON inbound_raw (why);

--- index messages_automatic
CREATE INDEX messages_automatic ON messages (customer, at) WHERE kind = 'thanks';

--- index messages_failed
CREATE INDEX messages_failed ON messages (seq) WHERE state IN ('unknown', 'refused', 'failed', 'expired');

--- index messages_need_person
CREATE INDEX messages_need_person ON messages (seq) WHERE needs_person = 1;

--- index messages_notice
CREATE INDEX messages_notice ON messages (notice) WHERE notice IS NOT NULL;

--- index messages_of_customer
CREATE INDEX messages_of_customer ON messages (customer, seq);

--- index messages_once
CREATE UNIQUE INDEX messages_once ON messages (submission, customer) WHERE submission IS NOT NULL;

--- index messages_queue
CREATE INDEX messages_queue ON messages (due_at, seq) WHERE state = 'queued';

--- index messages_reference
CREATE UNIQUE INDEX messages_reference ON messages (reference) WHERE reference IS NOT NULL;

--- index messages_sending
CREATE INDEX messages_sending ON messages (seq) WHERE state = 'sending';

--- index messages_thanks
CREATE INDEX messages_thanks ON messages (in_reply_to) WHERE in_reply_to IS NOT NULL;

--- index notices_open
CREATE INDEX notices_open ON notices (customer, id) WHERE state <> 'closed';

--- index outbound_parts_message
CREATE INDEX outbound_parts_message ON outbound_parts (message) WHERE message IS NOT NULL;

--- table events
CREATE TABLE events (seq INTEGER PRIMARY KEY, message INTEGER NOT NULL) STRICT;

--- table inbound_ids
CREATE TABLE inbound_ids (
    provider_id TEXT NOT NULL, account TEXT NOT NULL, message INTEGER,
    PRIMARY KEY (provider_id, account)
  ) STRICT, WITHOUT ROWID;

--- table inbound_parts
CREATE TABLE inbound_parts (
    id INTEGER PRIMARY KEY,
    customer TEXT NOT NULL, ours TEXT NOT NULL, ref TEXT NOT NULL, total INTEGER NOT NULL, number INTEGER NOT NULL,
    account TEXT NOT NULL, provider_id TEXT NOT NULL, text TEXT NOT NULL,
    arrived_at INTEGER NOT NULL, sent_at INTEGER,
    message INTEGER REFERENCES messages (seq),
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
  ) STRICT;

--- table inbound_raw
CREATE TABLE inbound_raw (
    id INTEGER PRIMARY KEY,
    why TEXT NOT NULL CHECK (why IN ('unreadable', 'signature', 'messages-api', 'binary', 'same-id-other-text')),
    method TEXT NOT NULL, target TEXT NOT NULL, content_type TEXT NOT NULL, body BLOB NOT NULL,
    arrived_at INTEGER NOT NULL
  ) STRICT;

--- table message_words
CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
  );

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
    problem TEXT,
    CHECK (CASE direction
      WHEN 'inbound' THEN state IN ('received', 'incomplete') AND because IS NOT NULL AND reference IS NULL AND kind IS NULL
      ELSE state IN ('held', 'queued', 'sending', 'unknown', 'submitted', 'delivered', 'refused', 'failed', 'expired', 'cancelled') AND length(reference) = 40 AND kind IS NOT NULL AND segments > 0 END),
    CHECK (state NOT IN ('refused', 'failed', 'expired', 'unknown') OR (problem IS NOT NULL AND problem_code IS NOT NULL))
  ) STRICT;

--- table meta
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

--- table notices
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL REFERENCES questions (id),
    customer TEXT NOT NULL,
    ours TEXT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'closed')),
    outcome TEXT,
    opened_at INTEGER NOT NULL,
    CHECK ((state = 'answered') <= (outcome IS NOT NULL))
  ) STRICT;

--- table opt_outs
CREATE TABLE opt_outs (customer TEXT PRIMARY KEY, message INTEGER, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

--- table outbound_parts
CREATE TABLE outbound_parts (
    provider_id TEXT PRIMARY KEY,
    message INTEGER REFERENCES messages (seq),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'delivered', 'failed', 'expired')),
    error_code TEXT,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

--- table questions
CREATE TABLE questions (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

--- trigger messages_move
CREATE TRIGGER messages_move BEFORE UPDATE OF state ON messages
    WHEN OLD.direction = 'outbound' AND OLD.state <> NEW.state
      AND OLD.state || '>' || NEW.state NOT IN ('held>queued', 'held>cancelled', 'held>unknown', 'queued>held', 'queued>cancelled', 'queued>sending', 'queued>expired', 'sending>submitted', 'sending>refused', 'sending>queued', 'sending>unknown', 'unknown>submitted', 'unknown>delivered', 'unknown>failed', 'unknown>expired', 'submitted>delivered', 'submitted>failed', 'submitted>expired')
    BEGIN SELECT RAISE(ABORT, 'an outbound text may not make this move'); END;

--- rows events
INSERT INTO events VALUES (1, 1);
INSERT INTO events VALUES (2, 2);
INSERT INTO events VALUES (3, 3);
INSERT INTO events VALUES (4, 4);
INSERT INTO events VALUES (5, 5);

--- rows inbound_ids
INSERT INTO inbound_ids VALUES ('I2', 'abcd1234', 2);
INSERT INTO inbound_ids VALUES ('I3', 'abcd1234', 3);
INSERT INTO inbound_ids VALUES ('I5', 'abcd1234', 5);

--- rows inbound_parts
INSERT INTO inbound_parts VALUES (1, '12025550103', '12025550100', '7', 2, 1, 'abcd1234', 'I6', 'a half, and ', 1780000000013, 1780000000012, NULL, 0);

--- rows inbound_raw
INSERT INTO inbound_raw VALUES (1, 'unreadable', 'GET', '/inbound?x=1', '', X'', 1780000000014);
INSERT INTO inbound_raw VALUES (2, 'binary', 'POST', '/inbound', 'text/plain', X'00ff', 1780000000015);

--- rows message_words
INSERT INTO message_words (rowid, words) VALUES (1, 'On our way, is somebody in? 12025550101 +1 202 555 0101');
INSERT INTO message_words (rowid, words) VALUES (2, 'the red gate 12025550101 +1 202 555 0101');
INSERT INTO message_words (rowid, words) VALUES (3, 'anybody? 12025550102 +1 202 555 0102');
INSERT INTO message_words (rowid, words) VALUES (4, 'On our way 12025550102 +1 202 555 0102');
INSERT INTO message_words (rowid, words) VALUES (5, ' 红色 色的 的门 门  12025550103 +1 202 555 0103');

--- rows messages
INSERT INTO messages VALUES (1, 'outbound', '12025550101', '12025550100', 'On our way, is somebody in?', 'delivered', 1780000000000, 1, '["P1"]', NULL, 0, NULL, 'notice', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'form-1', NULL, 1, 1, NULL, NULL, NULL);
INSERT INTO messages VALUES (2, 'inbound', '12025550101', '12025550100', 'the red gate', 'received', 1780000000010, 1, '[]', '{"rule":"person","why":"done by hand","filedAt":"2026-05-28T20:26:40.250Z"}', 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO messages VALUES (3, 'inbound', '12025550102', '12025550100', 'anybody?', 'received', 1780000000011, 2, '[]', '{"rule":"person","why":"no open question"}', 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO messages VALUES (4, 'outbound', '12025550102', '12025550100', 'On our way', 'failed', 1780000000002, 2, '["P2"]', NULL, 0, NULL, 'notice', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'form-2', NULL, 1, 2, NULL, 'carrier-3', 'The number is not in use.');
INSERT INTO messages VALUES (5, 'inbound', '12025550103', '12025550100', '红色的门', 'received', 1780000000012, NULL, '[]', '{"rule":"option","option":"1","label":"tomorrow","why":"filed by hand","filedAt":"2026-05-28T20:26:41.000Z"}', 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL);

--- rows meta
INSERT INTO meta VALUES ('alive', '1780000000020');
INSERT INTO meta VALUES ('indexed', '5');
INSERT INTO meta VALUES ('opened', '2026-05-28T20:26:40.000Z');

--- rows notices
INSERT INTO notices VALUES (1, 'gate', '12025550101', '12025550100', '[]', 'answered', '{"option":"2"}', 1780000000000);
INSERT INTO notices VALUES (2, 'gate', '12025550102', '12025550100', '[]', 'waiting', NULL, 1780000000001);

--- rows opt_outs
INSERT INTO opt_outs VALUES ('12025550103', 5, 1780000000016);

--- rows outbound_parts
INSERT INTO outbound_parts VALUES ('P1', 1, 'delivered', '0', 1780000000005);
INSERT INTO outbound_parts VALUES ('P2', 4, 'failed', '3', 1780000000006);

--- rows questions
INSERT INTO questions VALUES ('gate', '{"id":"gate","options":[],"fields":[]}');
