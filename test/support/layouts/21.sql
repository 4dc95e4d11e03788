--- index messages_label
CREATE INDEX messages_label ON messages (because ->> 'label') WHERE because ->> 'label' IS NOT NULL;
