-- The evidence board reads a window of each entity by the date that counts, whatever else the years before it hold.
CREATE INDEX commitments_dated ON commitments (relationship_id, due, id) WHERE due IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX milestones_dated ON milestones (relationship_id, due, id) WHERE due IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX challenges_opened ON challenges (relationship_id, opened_on, id) WHERE opened_on IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX questions_asked ON questions (relationship_id, asked_on, id) WHERE status = 'asked' AND deleted_at IS NULL;
CREATE INDEX decisions_made ON agenda_items (relationship_id, closed_at, id) WHERE kind = 'decision' AND status = 'done' AND deleted_at IS NULL;
CREATE INDEX agenda_items_gone_on ON agenda_items (relationship_id, carry_count, id) WHERE carry_count >= 3 AND status = 'open' AND deleted_at IS NULL;
