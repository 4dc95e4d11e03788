import { messageWords } from '../../src/main/store/search-index.ts'

/** Who writes and is written to in the layouts that are kept: of a country that no other test's customers are of. */
const [anna, ben, cleo, ours] = ['12025550101', '12025550102', '12025550103', '12025550100']
const at = 1_780_000_000_000
const words = (seq: number, text: string, customer: string) =>
  `INSERT INTO message_words (rowid, words) VALUES (${seq}, '${messageWords(text, customer)}');`
const indexed = [
  words(1, 'On our way, is somebody in?', anna),
  words(2, 'the red gate', anna),
  words(3, 'anybody?', ben),
  words(4, 'On our way', ben),
  words(5, '红色的门', cleo),
]

/**
 * By the version that brought the tables, what a desk wrote into them then. Each version has the rows of those before
 * it as well, as they came through the changes in between.
 */
export const rowsSince: Readonly<Record<number, string>> = {
  1: `
    INSERT INTO questions (id, body) VALUES ('gate', '{"id":"gate","options":[],"fields":[]}');
    INSERT INTO notices (id, question, customer, ours, asked, state, outcome, opened_at) VALUES
      (1, 'gate', '${anna}', '${ours}', '[]', 'answered', '{"option":"2"}', ${at}),
      (2, 'gate', '${ben}', '${ours}', '[]', 'waiting', NULL, ${at + 1});
    INSERT INTO messages (seq, direction, customer, ours, text, state, at, notice, because, needs_person) VALUES
      (2, 'inbound', '${anna}', '${ours}', 'the red gate', 'received', ${at + 10}, 1,
        '{"rule":"person","why":"done by hand","filedAt":"2026-05-28T20:26:40.250Z"}', 0),
      (3, 'inbound', '${ben}', '${ours}', 'anybody?', 'received', ${at + 11}, 2,
        '{"rule":"person","why":"no open question"}', 1),
      (5, 'inbound', '${cleo}', '${ours}', '红色的门', 'received', ${at + 12}, NULL,
        '{"rule":"option","option":"1","label":"tomorrow","why":"filed by hand","filedAt":"2026-05-28T20:26:41.000Z"}', 0);
    INSERT INTO messages
      (seq, direction, customer, ours, text, state, at, notice, provider_ids, kind, reference, submission, segments, attempts,
       problem_code, problem) VALUES
      (1, 'outbound', '${anna}', '${ours}', 'On our way, is somebody in?', 'delivered', ${at}, 1, '["P1"]', 'notice',
        '${'a'.repeat(40)}', 'form-1', 1, 1, NULL, NULL),
      (4, 'outbound', '${ben}', '${ours}', 'On our way', 'failed', ${at + 2}, 2, '["P2"]', 'notice',
        '${'b'.repeat(40)}', 'form-2', 1, 2, 'carrier-3', 'The number is not in use.');
    INSERT INTO inbound_ids VALUES ('I2', 'abcd1234', 2), ('I3', 'abcd1234', 3), ('I5', 'abcd1234', 5);
    INSERT INTO inbound_parts
      (id, customer, ours, ref, total, number, account, provider_id, text, arrived_at, sent_at, message, complete) VALUES
      (1, '${cleo}', '${ours}', '7', 2, 1, 'abcd1234', 'I6', 'a half, and ', ${at + 13}, ${at + 12}, NULL, 0);
    INSERT INTO inbound_raw (id, why, method, target, content_type, body, arrived_at) VALUES
      (1, 'unreadable', 'GET', '/inbound?x=1', '', X'', ${at + 14}), (2, 'binary', 'POST', '/inbound', 'text/plain', X'00ff', ${at + 15});
    INSERT INTO outbound_parts VALUES ('P1', 1, 'delivered', '0', ${at + 5}), ('P2', 4, 'failed', '3', ${at + 6});
    INSERT INTO opt_outs VALUES ('${cleo}', 5, ${at + 16});
    INSERT INTO events VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5);
    ${indexed.join('\n    ')}
    UPDATE meta SET value = '5' WHERE key = 'indexed';
    INSERT INTO meta VALUES ('opened', '2026-05-28T20:26:40.000Z'), ('alive', '${at + 20}');
  `,
  // The index was dropped, and filled again.
  2: `${indexed.join('\n    ')}
    UPDATE meta SET value = '5' WHERE key = 'indexed';`,
  7: `
    INSERT INTO gaps (id, why, began_at, ended_at, asked_until, settled_at, records) VALUES
      (1, 'not-running', ${at + 20}, ${at + 30}, ${at + 30}, ${at + 40}, 3), (2, 'unreachable', ${at + 50}, NULL, NULL, NULL, 0);
    UPDATE messages SET gap = 1 WHERE seq = 5;`,
  9: `
    INSERT INTO meta VALUES ('erase-key', '${'0f'.repeat(32)}');
    INSERT INTO erased_customers VALUES (X'${'1a'.repeat(32)}', ${at + 60}, ${at + 55}, 'erase-1', 4);
    INSERT INTO erased_ids VALUES (X'${'2b'.repeat(32)}');`,
  12: `
    INSERT INTO runs (id, name, question, body, submission, ours, state, why, made_at, starts_at) VALUES
      (1, 'Monday', '{"id":"gate","options":[],"fields":[]}', '[]', 'run-1', '${ours}', 'paused', 'person', ${at}, ${at});
    INSERT INTO run_rows (run, place, customer, name, about, fields, state, why, message, notice) VALUES
      (1, 1, '${anna}', 'Anna', 'order 1', '{}', 'queued', NULL, 1, 1), (1, 2, '${ben}', 'Ben', 'order 2', '{}', 'queued', NULL, 4, 2),
      (1, 3, '${cleo}', 'Cleo', 'order 3', '{}', 'left-out', 'opted-out', NULL, NULL);`,
  14: `
    INSERT INTO run_retries VALUES ('again-1', 1, '{}', 1);
    INSERT INTO run_exports (id, run, made_at, taken_at, rows) VALUES (1, 1, ${at + 70}, ${at + 71}, '{}');`,
  16: `
    INSERT INTO saved_replies VALUES ('saved-1', 'Gate', 'Is the gate open?');
    UPDATE threads SET name = 'Anna', note = 'round the back', note_at = ${at + 80} WHERE customer = '${anna}';`,
}
