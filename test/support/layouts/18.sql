--- index messages_lost_done
CREATE INDEX messages_lost_done ON messages (seq) WHERE (state = 'unknown' OR state = 'refused' OR state = 'failed' OR state = 'expired') AND done_at IS NOT NULL;

--- index messages_option
CREATE INDEX messages_option ON messages (because ->> 'option') WHERE because ->> 'option' IS NOT NULL;

--- table message_spans
CREATE TABLE message_spans (
    span INTEGER PRIMARY KEY, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL CHECK (last_at >= first_at)
  ) STRICT;

--- rows message_spans
INSERT INTO message_spans VALUES (0, 1780000000000, 1780000000012);
