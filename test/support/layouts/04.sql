--- index inbound_parts_closed
CREATE INDEX inbound_parts_closed ON inbound_parts (customer, ours, ref, total, number) WHERE complete = 1;
