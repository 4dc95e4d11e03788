import { anyOf, isLost } from './lost.ts'
import {
  eightWhys,
  fiveWhys,
  gapWhys,
  inboundStates,
  lostStates,
  outboundMoves,
  outboundStates,
  runMoves,
  runStates,
  sevenWhys,
} from './released-words.ts'
import { threadLayout } from './thread-layout.ts'

/** Written into the file's header, so that another program's database is never taken for ours. "DDsk". */
export const applicationId = 0x4444736b

const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * One entry a schema version, in order; `user_version` counts those that were carried out. A released entry is never
 * edited: the next change is a new entry. A test knows each by its hash.
 *
 * Times are epoch milliseconds. `seq` is the local order; no clock is.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE questions (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- One question asked of one customer. "asked" keeps the options as this customer read them.
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
  CREATE INDEX notices_open ON notices (customer, id) WHERE state <> 'closed';

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
      WHEN 'inbound' THEN state IN (${list(inboundStates)}) AND because IS NOT NULL AND reference IS NULL AND kind IS NULL
      ELSE state IN (${list(outboundStates)}) AND length(reference) = 40 AND kind IS NOT NULL AND segments > 0 END),
    CHECK (state NOT IN ('refused', 'failed', 'expired', 'unknown') OR (problem IS NOT NULL AND problem_code IS NOT NULL))
  ) STRICT;
  CREATE INDEX messages_of_customer ON messages (customer, seq);
  CREATE UNIQUE INDEX messages_reference ON messages (reference) WHERE reference IS NOT NULL;
  -- One press is one text, however often the request is repeated.
  CREATE UNIQUE INDEX messages_once ON messages (submission, customer) WHERE submission IS NOT NULL;
  CREATE INDEX messages_notice ON messages (notice) WHERE notice IS NOT NULL;
  CREATE INDEX messages_thanks ON messages (in_reply_to) WHERE in_reply_to IS NOT NULL;
  CREATE INDEX messages_automatic ON messages (customer, at) WHERE kind = 'thanks';
  CREATE INDEX messages_need_person ON messages (seq) WHERE needs_person = 1;
  CREATE INDEX messages_failed ON messages (seq) WHERE state IN ('unknown', 'refused', 'failed', 'expired');
  CREATE INDEX messages_queue ON messages (due_at, seq) WHERE state = 'queued';
  CREATE INDEX messages_sending ON messages (seq) WHERE state = 'sending';
  CREATE TRIGGER messages_move BEFORE UPDATE OF state ON messages
    WHEN OLD.direction = 'outbound' AND OLD.state <> NEW.state
      AND OLD.state || '>' || NEW.state NOT IN (${list(outboundMoves)})
    BEGIN SELECT RAISE(ABORT, 'an outbound text may not make this move'); END;

  -- "Once": the provider repeats a webhook until it is answered.
  CREATE TABLE inbound_ids (
    provider_id TEXT NOT NULL, account TEXT NOT NULL, message INTEGER,
    PRIMARY KEY (provider_id, account)
  ) STRICT, WITHOUT ROWID;

  -- Pieces of long replies, until all are there and for good: a repeat must find them.
  CREATE TABLE inbound_parts (
    id INTEGER PRIMARY KEY,
    customer TEXT NOT NULL, ours TEXT NOT NULL, ref TEXT NOT NULL, total INTEGER NOT NULL, number INTEGER NOT NULL,
    account TEXT NOT NULL, provider_id TEXT NOT NULL, text TEXT NOT NULL,
    arrived_at INTEGER NOT NULL, sent_at INTEGER,
    message INTEGER REFERENCES messages (seq),
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
  ) STRICT;
  CREATE INDEX inbound_parts_open ON inbound_parts (customer, ours, ref, total) WHERE complete = 0;

  CREATE TABLE inbound_raw (
    id INTEGER PRIMARY KEY,
    why TEXT NOT NULL CHECK (why IN ('unreadable', 'signature', 'messages-api', 'binary', 'same-id-other-text')),
    method TEXT NOT NULL, target TEXT NOT NULL, content_type TEXT NOT NULL, body BLOB NOT NULL,
    arrived_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX inbound_raw_why ON inbound_raw (why);

  -- The provider's parts of outbound texts, and what receipts said of them. "message" is null while only a receipt knows.
  CREATE TABLE outbound_parts (
    provider_id TEXT PRIMARY KEY,
    message INTEGER REFERENCES messages (seq),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'delivered', 'failed', 'expired')),
    error_code TEXT,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbound_parts_message ON outbound_parts (message) WHERE message IS NOT NULL;

  CREATE TABLE opt_outs (customer TEXT PRIMARY KEY, message INTEGER, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- What changed, in order: a window that missed something asks for all after its last number.
  CREATE TABLE events (seq INTEGER PRIMARY KEY, message INTEGER NOT NULL) STRICT;

  -- Derived from messages, brought up to date when the writer is idle and before every search.
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO meta VALUES ('indexed', '0');
  `,
  // Searching for a number as it is typed.
  `
  -- Somebody who types a number passes through beginnings that nearly all texts share. The index is derived: dropped
  -- here, it is filled again when the writer is idle.
  DROP TABLE message_words;
  CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6 7 8 9', tokenize = 'unicode61 remove_diacritics 2'
  );
  UPDATE meta SET value = '0' WHERE key = 'indexed';
  `,
  // What a person did about a reply, or about a text that did not arrive.
  `
  -- When somebody said "done". On outbound texts of those that did not arrive only.
  ALTER TABLE messages ADD COLUMN done_at INTEGER;
  -- On an inbound text: the person's answer that took it off the list, and puts it back when it does not arrive.
  ALTER TABLE messages ADD COLUMN answered_by INTEGER REFERENCES messages (seq);
  CREATE INDEX messages_answered ON messages (answered_by) WHERE answered_by IS NOT NULL;
  -- On thanks: the digit they thank for. Null until the reply was filed otherwise: then it is the one the reply is filed as.
  ALTER TABLE messages ADD COLUMN thanks_for TEXT;
  -- "Done" was written over the reason; the reason is gone, the time is not.
  UPDATE messages
    SET done_at = CAST(round(unixepoch(because ->> 'filedAt', 'subsec') * 1000) AS INTEGER),
      because = json_remove(because, '$.why', '$.filedAt')
    WHERE direction = 'inbound' AND because ->> 'why' = 'done by hand';
  DROP INDEX messages_failed;
  CREATE INDEX messages_failed ON messages (seq)
    WHERE state IN ('unknown', 'refused', 'failed', 'expired') AND done_at IS NULL;
  `,
  // A piece of a long reply that comes again under another id, when the whole is there already.
  `
  CREATE INDEX inbound_parts_closed ON inbound_parts (customer, ours, ref, total, number) WHERE complete = 1;
  `,
  // A text that waited too long is not what somebody meant any more.
  `
  -- On an outbound text: from when on it is held for a person after a gap, instead of sent. Null takes what is usual.
  ALTER TABLE messages ADD COLUMN late_after INTEGER;
  `,
  // A reply whose timestamp is far from the moment it came.
  `
  ALTER TABLE messages ADD COLUMN odd_time INTEGER NOT NULL DEFAULT 0 CHECK (odd_time IN (0, 1));
  `,
  // When replies could not arrive, and what was asked for afterwards.
  `
  CREATE TABLE gaps (
    id INTEGER PRIMARY KEY,
    why TEXT NOT NULL CHECK (why IN (${list(gapWhys)})),
    began_at INTEGER NOT NULL,
    -- Null while it lasts.
    ended_at INTEGER,
    -- What the provider received before that was asked for.
    asked_until INTEGER,
    -- Nothing more is expected.
    settled_at INTEGER,
    records INTEGER NOT NULL DEFAULT 0,
    -- Records that could not be read.
    unread INTEGER NOT NULL DEFAULT 0,
    problem_code TEXT,
    problem TEXT,
    dismissed_at INTEGER,
    CHECK (ended_at >= began_at),
    CHECK ((problem IS NULL) = (problem_code IS NULL))
  ) STRICT;
  CREATE INDEX gaps_unsettled ON gaps (id) WHERE settled_at IS NULL;
  -- On an inbound text that did not come by webhook: the gap it was asked for, and whether that was too late for thanks.
  ALTER TABLE messages ADD COLUMN gap INTEGER REFERENCES gaps (id);
  ALTER TABLE messages ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1));
  CREATE INDEX messages_gap ON messages (gap) WHERE gap IS NOT NULL;
  -- On an outbound text: when it last left, to find it in the provider's records.
  ALTER TABLE messages ADD COLUMN left_at INTEGER;
  `,
  // A list of words in a check or an index is a table that SQLite makes and throws away again at every row: four of them
  // were a third of what storing a reply cost. The text of a check may be changed in place.
  // @see SQLite, "ALTER TABLE", "Making other kinds of table schema changes"
  `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    ${quoted("kind IN ('text', 'notice', 'thanks')")}, ${quoted(anyOf('kind', ['text', 'notice', 'thanks']))}),
    ${quoted(`state IN (${list(outboundStates)})`)}, ${quoted(anyOf('state', outboundStates))}),
    ${quoted(`state NOT IN ('refused', 'failed', 'expired', 'unknown')`)}, ${quoted(`NOT ${anyOf('state', lostStates)}`)})
  WHERE type = 'table' AND name = 'messages';
  PRAGMA writable_schema = RESET;
  DROP INDEX messages_failed;
  CREATE INDEX messages_failed ON messages (seq) WHERE ${isLost()};
  `,
  // Somebody asked to be forgotten.
  `
  -- Whose texts were erased, as a keyed code that cannot be read back. "opted_out_at" outlives the texts.
  CREATE TABLE erased_customers (
    code BLOB PRIMARY KEY, at INTEGER NOT NULL, opted_out_at INTEGER,
    -- Of the newest erasure, so that a repeated request erases nothing that came since.
    submission TEXT NOT NULL, texts INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Likewise: the provider's ids, our references and submissions, and webhooks kept as bytes. None of them may come back.
  CREATE TABLE erased_ids (code BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
  -- To erase a text is to look for its parts: without this, through all there are.
  CREATE INDEX inbound_parts_message ON inbound_parts (message) WHERE message IS NOT NULL;
  `,
  // Texts of unknown fate, to the end: the provider has no record of them, or a person sent them again.
  `
  -- On an outbound text of unknown fate: when the provider's records were first asked for it and had none.
  ALTER TABLE messages ADD COLUMN asked_at INTEGER;
  -- On an outbound text: the one that did not arrive, or may not have, and that a person sent again as this one.
  ALTER TABLE messages ADD COLUMN again INTEGER REFERENCES messages (seq);
  CREATE INDEX messages_again ON messages (again) WHERE again IS NOT NULL;
  `,
  // A backup was put back in the place of the database.
  `
  -- On a gap: what came in it was there once, and went with the file that a backup replaced.
  ALTER TABLE gaps ADD COLUMN restored INTEGER NOT NULL DEFAULT 0 CHECK (restored IN (0, 1));
  -- On an inbound text: it was written before a backup was put back, so thanks for it may have gone out already.
  ALTER TABLE messages ADD COLUMN before_restore INTEGER NOT NULL DEFAULT 0 CHECK (before_restore IN (0, 1));
  -- A text that waits for a person may turn out to have left long ago.
  DROP TRIGGER messages_move;
  CREATE TRIGGER messages_move BEFORE UPDATE OF state ON messages
    WHEN OLD.direction = 'outbound' AND OLD.state <> NEW.state
      AND OLD.state || '>' || NEW.state NOT IN (${list(outboundMoves)})
    BEGIN SELECT RAISE(ABORT, 'an outbound text may not make this move'); END;
  `,
  // Runs: one question to a list of customers.
  `
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    -- As it was when the run was made: later edits of the question change nothing.
    question TEXT NOT NULL,
    -- The list as it was handed in, so that a repeated request makes no second run.
    body TEXT NOT NULL,
    submission TEXT NOT NULL UNIQUE,
    ours TEXT NOT NULL,
    state TEXT NOT NULL CHECK (${anyOf('state', runStates)}),
    why TEXT CHECK (${anyOf('why', fiveWhys)}),
    made_at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    -- What had not left was thrown away: a text that comes back to the queue is too.
    discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)),
    CHECK ((state = 'paused') = (why IS NOT NULL))
  ) STRICT;
  CREATE INDEX runs_active ON runs (id) WHERE state IN ('held', 'canary', 'sending');
  CREATE TRIGGER runs_move BEFORE UPDATE OF state ON runs
    WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (${list(runMoves)})
    BEGIN SELECT RAISE(ABORT, 'a run may not make this move'); END;

  CREATE TABLE run_rows (
    run INTEGER NOT NULL REFERENCES runs (id),
    place INTEGER NOT NULL,
    customer TEXT NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    fields TEXT NOT NULL,
    state TEXT NOT NULL CHECK (${anyOf('state', ['planned', 'queued', 'left-out', 'discarded'])}),
    -- Of those left out.
    why TEXT,
    message INTEGER REFERENCES messages (seq),
    notice INTEGER REFERENCES notices (id),
    settled_at INTEGER,
    settled_as TEXT,
    PRIMARY KEY (run, place),
    CHECK ((state = 'queued') = (message IS NOT NULL)),
    CHECK ((settled_at IS NULL) = (settled_as IS NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX run_rows_once ON run_rows (run, customer);
  CREATE INDEX run_rows_planned ON run_rows (run, place) WHERE state = 'planned';
  CREATE INDEX run_rows_message ON run_rows (message) WHERE message IS NOT NULL;
  CREATE INDEX run_rows_notice ON run_rows (notice) WHERE notice IS NOT NULL;
  CREATE INDEX run_rows_customer ON run_rows (customer);
  `,
  // When a run may leave.
  `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = replace(sql, ${quoted(anyOf('why', fiveWhys))},
    ${quoted(anyOf('why', sevenWhys))}) WHERE type = 'table' AND name = 'runs';
  PRAGMA writable_schema = RESET;
  -- What has not left by then waits for a person.
  ALTER TABLE runs ADD COLUMN until INTEGER;
  -- It is quiet where all those are who are left: nothing leaves before.
  ALTER TABLE runs ADD COLUMN quiet_until INTEGER;
  -- ISO 3166-1 alpha-2, of the number; "" when it tells none.
  ALTER TABLE run_rows ADD COLUMN country TEXT NOT NULL DEFAULT '';
  -- What it does about those who do not answer, as JSON; and how far that is.
  ALTER TABLE runs ADD COLUMN chase TEXT;
  ALTER TABLE runs ADD COLUMN chase_done TEXT CHECK (chase_done = 'done' OR chase_done = 'skipped');
  ALTER TABLE runs ADD COLUMN default_done TEXT CHECK (default_done = 'done' OR default_done = 'skipped');
  ALTER TABLE run_rows ADD COLUMN chased_at INTEGER;
  ALTER TABLE run_rows ADD COLUMN defaulted_at INTEGER;
  `,
  // Who could not be reached is texted again, and a run is taken out as a file.
  `
  -- When a person last had it go on: what left before says nothing of the account any more.
  ALTER TABLE runs ADD COLUMN went_on_at INTEGER NOT NULL DEFAULT 0;
  -- To be texted again, in its turn. The row keeps the text that was lost until the new one is queued.
  ALTER TABLE run_rows ADD COLUMN again INTEGER NOT NULL DEFAULT 0
    CHECK (again IN (0, 1) AND (again = 0 OR state = 'queued'));
  CREATE INDEX run_rows_again ON run_rows (run, place) WHERE again = 1;
  -- "Once": what a repeated request asked for, and how many it marked.
  CREATE TABLE run_retries (
    submission TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), body TEXT NOT NULL, marked INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- A run that is done goes on with those.
  DROP TRIGGER runs_move;
  CREATE TRIGGER runs_move BEFORE UPDATE OF state ON runs
    WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (${list(runMoves)})
    BEGIN SELECT RAISE(ABORT, 'a run may not make this move'); END;
  -- What a file of a run said, to tell the next one what has changed: "rows" is by place. It counts once it was taken.
  CREATE TABLE run_exports (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), made_at INTEGER NOT NULL, taken_at INTEGER,
    rows TEXT NOT NULL
  ) STRICT;
  CREATE INDEX run_exports_run ON run_exports (run, id);
  `,
  // Questions of one's own.
  `
  ALTER TABLE questions ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);
  -- Notices point at it, so its row stays when somebody deletes it, without its words.
  ALTER TABLE questions ADD COLUMN deleted_at INTEGER;
  -- What is done about replies besides filing them, as JSON; null for nothing. As it was when the customer was asked.
  ALTER TABLE notices ADD COLUMN handling TEXT;
  `,
  // Threads: what a customer and the desk have to do with each other.
  threadLayout,
  // Figures: what texts cost, and when they left.
  `
  -- On an outbound text: what the provider said its parts cost. Null when it did not say, and on texts from before.
  ALTER TABLE messages ADD COLUMN nano_euro INTEGER CHECK (nano_euro >= 0);
  -- Word for word as the figures ask (figures.ts).
  CREATE INDEX messages_left ON messages (coalesce(left_at, at)) WHERE direction = 'outbound';
  `,
  // Everything is found: by what it was filed as, by what did not arrive, by its day.
  `
  CREATE INDEX messages_option ON messages (because ->> 'option') WHERE because ->> 'option' IS NOT NULL;
  -- Beside "messages_failed", which has those that nobody is done with.
  CREATE INDEX messages_lost_done ON messages (seq) WHERE ${anyOf('state', lostStates)} AND done_at IS NOT NULL;
  -- Between which times the texts of 1,024 numbers lie: a clock keeps no order, and an index by it would cost each reply.
  -- Derived, and brought up to date with "message_words".
  CREATE TABLE message_spans (
    span INTEGER PRIMARY KEY, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL CHECK (last_at >= first_at)
  ) STRICT;
  INSERT INTO message_spans SELECT seq / 1024, min(at), max(at) FROM messages GROUP BY seq / 1024;
  `,
  // Options that stand for days, and a second question that takes other digits.
  `
  -- By the question's own digit the one that this customer was given, as JSON; null where they are the same.
  ALTER TABLE notices ADD COLUMN digits TEXT CHECK (json_valid(digits));
  -- From which moment its dates are counted; null where it has none.
  ALTER TABLE notices ADD COLUMN dated_at INTEGER;
  -- Of one with dates that no run asked: the question and its fields as JSON, so that dates can be counted anew.
  ALTER TABLE notices ADD COLUMN template TEXT CHECK (json_valid(template));
  `,
  // A run begins to leave only while replies can arrive, and says when it never can.
  `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = replace(sql, ${quoted(anyOf('why', sevenWhys))}, ${quoted(anyOf('why', eightWhys))})
    WHERE type = 'table' AND name = 'runs';
  -- One whose list is still being handed in is in no state that anything leaves in.
  UPDATE sqlite_schema SET sql = replace(sql, ${quoted(anyOf('state', runStates))}, ${quoted(anyOf('state', ['making', ...runStates]))})
    WHERE type = 'table' AND name = 'runs';
  PRAGMA writable_schema = RESET;
  DROP TRIGGER runs_move;
  CREATE TRIGGER runs_move BEFORE UPDATE OF state ON runs
    WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (${list(['making>held', ...runMoves])})
    BEGIN SELECT RAISE(ABORT, 'a run may not make this move'); END;
  CREATE INDEX runs_making ON runs (id) WHERE state = 'making';
  -- How texts of it may begin to leave, while none does: once it is proven that replies can arrive, or anyway, as
  -- somebody said who had been told that they cannot. Null while it is under way.
  ALTER TABLE runs ADD COLUMN begins TEXT DEFAULT 'proven' CHECK (begins = 'proven' OR begins = 'anyway');
  `,
  // Replies are found by what the option that they were filed as is called; who was rung has been dealt with.
  `
  CREATE INDEX messages_label ON messages (because ->> 'label') WHERE because ->> 'label' IS NOT NULL;
  -- To note what came of a call says since then that somebody has dealt with what was written before it.
  UPDATE messages SET needs_person = 0, answered_by = NULL, done_at = (
      SELECT max(r.settled_at) FROM run_rows r WHERE r.customer = messages.customer AND r.settled_at >= messages.at
        AND (messages.notice = r.notice OR (messages.notice IS NULL AND messages.seq > r.message)))
    WHERE needs_person = 1 AND direction = 'inbound' AND EXISTS (
      SELECT 1 FROM run_rows r WHERE r.customer = messages.customer AND r.settled_at >= messages.at
        AND (messages.notice = r.notice OR (messages.notice IS NULL AND messages.seq > r.message)));
  `,
  // All that waits can be taken back at once; a note that is half written is kept.
  `
  CREATE INDEX messages_held ON messages (seq) WHERE state = 'held';
  -- As it stands in the box; null when nothing is being written. Beside the note itself, which may be another one.
  ALTER TABLE threads ADD COLUMN note_draft TEXT;
  `,
  // What goes again with many others does so only while nobody has heard of its customer.
  `
  -- Of a row that is to be texted again: that it was marked with many others.
  ALTER TABLE run_rows ADD COLUMN with_many INTEGER NOT NULL DEFAULT 0 CHECK (with_many IN (0, 1));
  -- Each reply asks for its customer's.
  CREATE INDEX messages_wait_again ON messages (customer) WHERE again IS NOT NULL AND (state = 'queued' OR state = 'held');
  `,
]
