import { lostStates } from '../../shared/message.ts'
import { anyOf, isLost } from './lost.ts'

/** A person's text in one of these has not reached the customer, as far as anybody knows. */
const notArrived = (state: string) => anyOf(state, [...lostStates, 'cancelled'])
const neverAsked = (state: string) => anyOf(state, ['cancelled', 'refused', 'failed', 'expired'])

/** Since when a question of theirs waits for an answer: asked, neither settled by telephone nor refused with a STOP. */
const askedAt = (customer: string) => `(SELECT n.opened_at FROM notices n
    WHERE n.customer = ${customer} AND n.state = 'waiting'
      AND EXISTS (SELECT 1 FROM messages m WHERE m.notice = n.id AND m.kind = 'notice' AND NOT ${neverAsked('m.state')})
      AND NOT EXISTS (SELECT 1 FROM run_rows r WHERE r.notice = n.id AND r.settled_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer = n.customer)
    ORDER BY n.opened_at DESC LIMIT 1)`

/** Nothing is beyond it. */
const never = Number.MAX_SAFE_INTEGER

/** Of a row of threads, as the statement calls them: raised, and nobody has written back what arrived, or may yet. */
export const raisedIn = (threads: string) => `(raised_seq IS NOT NULL AND (raised_answer IS NULL OR EXISTS (
        SELECT 1 FROM messages WHERE seq = ${threads}.raised_answer AND ${notArrived('state')})))`
export const isRaised = raisedIn('threads')

/** In an update of a row of threads: the oldest thing in it that needs somebody, as the row has them now. */
export const needSeq = `nullif(min(
    coalesce((SELECT min(seq) FROM messages WHERE customer = threads.customer AND needs_person = 1), ${never}),
    CASE WHEN ${isRaised} THEN raised_seq ELSE ${never} END), ${never})`

/**
 * The migration that brought threads. Messages and notices are the truth: what a thread needs is kept beside it by
 * triggers, since no list of twenty thousand could be put together from a million texts each time it is looked at.
 *
 * A released entry is never edited: a change is a new one, with texts of its own.
 */
export const threadLayout = `
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

  CREATE TABLE saved_replies (id TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE INDEX messages_needing ON messages (customer, seq) WHERE needs_person = 1;
  CREATE INDEX notices_waiting ON notices (customer, opened_at) WHERE state = 'waiting';

  INSERT INTO threads (customer, last_seq) SELECT customer, max(seq) FROM messages GROUP BY customer;
  UPDATE threads SET need_seq = needing.seq
    FROM (SELECT customer, min(seq) AS seq FROM messages WHERE needs_person = 1 GROUP BY customer) needing
    WHERE needing.customer = threads.customer;
  UPDATE threads SET lost = failed.texts
    FROM (SELECT customer, count(*) AS texts FROM messages WHERE ${isLost()} GROUP BY customer) failed
    WHERE failed.customer = threads.customer;
  UPDATE threads SET asked_at = ${askedAt('threads.customer')}
    WHERE customer IN (SELECT customer FROM notices WHERE state = 'waiting');

  -- With all that tells the tabs apart, so that a rare one is found without its rows.
  CREATE INDEX threads_newest ON threads (last_seq, need_seq, lost, asked_at, snoozed_until);
  CREATE INDEX threads_needing ON threads (need_seq, customer) WHERE need_seq IS NOT NULL;
  CREATE INDEX threads_named ON threads (customer, name) WHERE name IS NOT NULL;
  CREATE INDEX threads_snoozed ON threads (snoozed_until) WHERE snoozed_until IS NOT NULL;

  CREATE TRIGGER threads_new AFTER INSERT ON messages BEGIN
    INSERT INTO threads (customer, last_seq, need_seq, lost, asked_at) VALUES (NEW.customer, NEW.seq,
      CASE NEW.needs_person WHEN 1 THEN NEW.seq END, ${isLost('NEW.')},
      CASE WHEN NEW.kind = 'notice' AND NEW.notice IS NOT NULL THEN NEW.at END)
    ON CONFLICT (customer) DO UPDATE SET last_seq = excluded.last_seq,
      need_seq = coalesce(need_seq, excluded.need_seq),
      lost = lost + excluded.lost,
      asked_at = coalesce(excluded.asked_at, asked_at),
      snoozed_until = CASE WHEN excluded.need_seq IS NULL THEN snoozed_until END;
  END;
  -- Whatever needs somebody anew ends what put the thread off.
  CREATE TRIGGER threads_need AFTER UPDATE OF needs_person ON messages WHEN OLD.needs_person <> NEW.needs_person BEGIN
    UPDATE threads SET need_seq = ${needSeq},
      snoozed_until = CASE NEW.needs_person WHEN 0 THEN snoozed_until END
    WHERE customer = NEW.customer;
  END;
  CREATE TRIGGER threads_lost AFTER UPDATE OF state, done_at ON messages
    WHEN (${isLost('OLD.')}) <> (${isLost('NEW.')}) BEGIN
    UPDATE threads SET lost = lost + (${isLost('NEW.')}) - (${isLost('OLD.')}) WHERE customer = NEW.customer;
  END;
  CREATE TRIGGER threads_answer AFTER UPDATE OF state ON messages
    WHEN NEW.kind <> 'thanks' AND ${notArrived('OLD.state')} <> ${notArrived('NEW.state')} BEGIN
    UPDATE threads SET need_seq = ${needSeq} WHERE customer = NEW.customer AND raised_answer = NEW.seq;
  END;
  CREATE TRIGGER threads_asked AFTER UPDATE OF state ON messages
    WHEN NEW.kind = 'notice' AND ${neverAsked('OLD.state')} <> ${neverAsked('NEW.state')} BEGIN
    UPDATE threads SET asked_at = ${askedAt('NEW.customer')} WHERE customer = NEW.customer;
  END;
  CREATE TRIGGER threads_answered AFTER UPDATE OF state ON notices WHEN OLD.state <> NEW.state BEGIN
    UPDATE threads SET asked_at = ${askedAt('NEW.customer')} WHERE customer = NEW.customer;
  END;
  CREATE TRIGGER threads_settled AFTER UPDATE OF settled_at ON run_rows
    WHEN (OLD.settled_at IS NULL) <> (NEW.settled_at IS NULL) BEGIN
    UPDATE threads SET asked_at = ${askedAt('NEW.customer')} WHERE customer = NEW.customer;
  END;
  CREATE TRIGGER threads_out AFTER INSERT ON opt_outs BEGIN
    UPDATE threads SET asked_at = NULL WHERE customer = NEW.customer;
  END;
  CREATE TRIGGER threads_in AFTER DELETE ON opt_outs BEGIN
    UPDATE threads SET asked_at = ${askedAt('OLD.customer')} WHERE customer = OLD.customer;
  END;
  `
