-- What is offered from the few rows that it is about, however long the lists are that they stand in.
CREATE INDEX agenda_items_often ON agenda_items (session_id, position, id) WHERE carry_count >= 3 AND status = 'open' AND deleted_at IS NULL;
CREATE INDEX wins_untold ON wins (relationship_id, happened_on, id) WHERE told_in_id IS NULL AND deleted_at IS NULL;
