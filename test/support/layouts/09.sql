--- index inbound_parts_message
CREATE INDEX inbound_parts_message ON inbound_parts (message) WHERE message IS NOT NULL;

--- table erased_customers
CREATE TABLE erased_customers (
    code BLOB PRIMARY KEY, at INTEGER NOT NULL, opted_out_at INTEGER,
    -- Of the newest erasure, so that a repeated request erases nothing that came since.
    submission TEXT NOT NULL, texts INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

--- table erased_ids
CREATE TABLE erased_ids (code BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

--- rows erased_customers
INSERT INTO erased_customers VALUES (X'1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a', 1780000000060, 1780000000055, 'erase-1', 4);

--- rows erased_ids
INSERT INTO erased_ids VALUES (X'2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b');

--- rows meta
INSERT INTO meta VALUES ('alive', '1780000000020');
INSERT INTO meta VALUES ('erase-key', '0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f');
INSERT INTO meta VALUES ('indexed', '5');
INSERT INTO meta VALUES ('opened', '2026-05-28T20:26:40.000Z');
