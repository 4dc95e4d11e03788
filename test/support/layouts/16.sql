--- index messages_needing
CREATE INDEX messages_needing ON messages (customer, seq) WHERE needs_person = 1;

--- index notices_waiting
CREATE INDEX notices_waiting ON notices (customer, opened_at) WHERE state = 'waiting';

--- index threads_named
CREATE INDEX threads_named ON threads (customer, name) WHERE name IS NOT NULL;

--- index threads_needing
CREATE INDEX threads_needing ON threads (need_seq, customer) WHERE need_seq IS NOT NULL;

--- index threads_newest
CREATE INDEX threads_newest ON threads (last_seq, need_seq, lost, asked_at, snoozed_until);

--- index threads_snoozed
CREATE INDEX threads_snoozed ON threads (snoozed_until) WHERE snoozed_until IS NOT NULL;

--- table saved_replies
CREATE TABLE saved_replies (id TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;

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
    draft TEXT,
    CHECK ((raised_seq IS NULL) = (raised_at IS NULL)),
    CHECK ((note IS NULL) = (note_at IS NULL))
  ) STRICT, WITHOUT ROWID;

--- trigger threads_answer
CREATE TRIGGER threads_answer AFTER UPDATE OF state ON messages
    WHEN NEW.kind <> 'thanks' AND (OLD.state = 'unknown' OR OLD.state = 'refused' OR OLD.state = 'failed' OR OLD.state = 'expired' OR OLD.state = 'cancelled') <> (NEW.state = 'unknown' OR NEW.state = 'refused' OR NEW.state = 'failed' OR NEW.state = 'expired' OR NEW.state = 'cancelled') BEGIN
    UPDATE threads SET need_seq = nullif(min(
    coalesce((SELECT min(seq) FROM messages WHERE customer = threads.customer AND needs_person = 1), 9007199254740991),
    CASE WHEN (raised_seq IS NOT NULL AND (raised_answer IS NULL OR EXISTS (
        SELECT 1 FROM messages WHERE seq = threads.raised_answer AND (state = 'unknown' OR state = 'refused' OR state = 'failed' OR state = 'expired' OR state = 'cancelled')))) THEN raised_seq ELSE 9007199254740991 END), 9007199254740991) WHERE customer = NEW.customer AND raised_answer = NEW.seq;
  END;

--- trigger threads_answered
CREATE TRIGGER threads_answered AFTER UPDATE OF state ON notices WHEN OLD.state <> NEW.state BEGIN
    UPDATE threads SET asked_at = (SELECT n.opened_at FROM notices n
    WHERE n.customer = NEW.customer AND n.state = 'waiting'
      AND EXISTS (SELECT 1 FROM messages m WHERE m.notice = n.id AND m.kind = 'notice' AND NOT (m.state = 'cancelled' OR m.state = 'refused' OR m.state = 'failed' OR m.state = 'expired'))
      AND NOT EXISTS (SELECT 1 FROM run_rows r WHERE r.notice = n.id AND r.settled_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer = n.customer)
    ORDER BY n.opened_at DESC LIMIT 1) WHERE customer = NEW.customer;
  END;

--- trigger threads_asked
CREATE TRIGGER threads_asked AFTER UPDATE OF state ON messages
    WHEN NEW.kind = 'notice' AND (OLD.state = 'cancelled' OR OLD.state = 'refused' OR OLD.state = 'failed' OR OLD.state = 'expired') <> (NEW.state = 'cancelled' OR NEW.state = 'refused' OR NEW.state = 'failed' OR NEW.state = 'expired') BEGIN
    UPDATE threads SET asked_at = (SELECT n.opened_at FROM notices n
    WHERE n.customer = NEW.customer AND n.state = 'waiting'
      AND EXISTS (SELECT 1 FROM messages m WHERE m.notice = n.id AND m.kind = 'notice' AND NOT (m.state = 'cancelled' OR m.state = 'refused' OR m.state = 'failed' OR m.state = 'expired'))
      AND NOT EXISTS (SELECT 1 FROM run_rows r WHERE r.notice = n.id AND r.settled_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer = n.customer)
    ORDER BY n.opened_at DESC LIMIT 1) WHERE customer = NEW.customer;
  END;

--- trigger threads_in
CREATE TRIGGER threads_in AFTER DELETE ON opt_outs BEGIN
    UPDATE threads SET asked_at = (SELECT n.opened_at FROM notices n
    WHERE n.customer = OLD.customer AND n.state = 'waiting'
      AND EXISTS (SELECT 1 FROM messages m WHERE m.notice = n.id AND m.kind = 'notice' AND NOT (m.state = 'cancelled' OR m.state = 'refused' OR m.state = 'failed' OR m.state = 'expired'))
      AND NOT EXISTS (SELECT 1 FROM run_rows r WHERE r.notice = n.id AND r.settled_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer = n.customer)
    ORDER BY n.opened_at DESC LIMIT 1) WHERE customer = OLD.customer;
  END;

--- trigger threads_lost
CREATE TRIGGER threads_lost AFTER UPDATE OF state, done_at ON messages
    WHEN ((OLD.state = 'unknown' OR OLD.state = 'refused' OR OLD.state = 'failed' OR OLD.state = 'expired') AND OLD.done_at IS NULL) <> ((NEW.state = 'unknown' OR NEW.state = 'refused' OR NEW.state = 'failed' OR NEW.state = 'expired') AND NEW.done_at IS NULL) BEGIN
    UPDATE threads SET lost = lost + ((NEW.state = 'unknown' OR NEW.state = 'refused' OR NEW.state = 'failed' OR NEW.state = 'expired') AND NEW.done_at IS NULL) - ((OLD.state = 'unknown' OR OLD.state = 'refused' OR OLD.state = 'failed' OR OLD.state = 'expired') AND OLD.done_at IS NULL) WHERE customer = NEW.customer;
  END;

--- trigger threads_need
CREATE TRIGGER threads_need AFTER UPDATE OF needs_person ON messages WHEN OLD.needs_person <> NEW.needs_person BEGIN
    UPDATE threads SET need_seq = nullif(min(
    coalesce((SELECT min(seq) FROM messages WHERE customer = threads.customer AND needs_person = 1), 9007199254740991),
    CASE WHEN (raised_seq IS NOT NULL AND (raised_answer IS NULL OR EXISTS (
        SELECT 1 FROM messages WHERE seq = threads.raised_answer AND (state = 'unknown' OR state = 'refused' OR state = 'failed' OR state = 'expired' OR state = 'cancelled')))) THEN raised_seq ELSE 9007199254740991 END), 9007199254740991),
      snoozed_until = CASE NEW.needs_person WHEN 0 THEN snoozed_until END
    WHERE customer = NEW.customer;
  END;

--- trigger threads_new
CREATE TRIGGER threads_new AFTER INSERT ON messages BEGIN
    INSERT INTO threads (customer, last_seq, need_seq, lost, asked_at) VALUES (NEW.customer, NEW.seq,
      CASE NEW.needs_person WHEN 1 THEN NEW.seq END, (NEW.state = 'unknown' OR NEW.state = 'refused' OR NEW.state = 'failed' OR NEW.state = 'expired') AND NEW.done_at IS NULL,
      CASE WHEN NEW.kind = 'notice' AND NEW.notice IS NOT NULL THEN NEW.at END)
    ON CONFLICT (customer) DO UPDATE SET last_seq = excluded.last_seq,
      need_seq = coalesce(need_seq, excluded.need_seq),
      lost = lost + excluded.lost,
      asked_at = coalesce(excluded.asked_at, asked_at),
      snoozed_until = CASE WHEN excluded.need_seq IS NULL THEN snoozed_until END;
  END;

--- trigger threads_out
CREATE TRIGGER threads_out AFTER INSERT ON opt_outs BEGIN
    UPDATE threads SET asked_at = NULL WHERE customer = NEW.customer;
  END;

--- trigger threads_settled
CREATE TRIGGER threads_settled AFTER UPDATE OF settled_at ON run_rows
    WHEN (OLD.settled_at IS NULL) <> (NEW.settled_at IS NULL) BEGIN
    UPDATE threads SET asked_at = (SELECT n.opened_at FROM notices n
    WHERE n.customer = NEW.customer AND n.state = 'waiting'
      AND EXISTS (SELECT 1 FROM messages m WHERE m.notice = n.id AND m.kind = 'notice' AND NOT (m.state = 'cancelled' OR m.state = 'refused' OR m.state = 'failed' OR m.state = 'expired'))
      AND NOT EXISTS (SELECT 1 FROM run_rows r WHERE r.notice = n.id AND r.settled_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer = n.customer)
    ORDER BY n.opened_at DESC LIMIT 1) WHERE customer = NEW.customer;
  END;

--- rows saved_replies
INSERT INTO saved_replies VALUES ('saved-1', 'Gate', 'Is the gate open?');

--- rows threads
INSERT INTO threads VALUES ('12025550101', 2, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Anna', 'round the back', 1780000000080, NULL);
INSERT INTO threads VALUES ('12025550102', 4, 3, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO threads VALUES ('12025550103', 5, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
