-- What is read newest first, each from its index alone: promises that were kept on a day, the closed ones.
CREATE INDEX commitments_done ON commitments (relationship_id, done_on, owner, due IS NULL, due, id) WHERE status = 'done' AND deleted_at IS NULL;
CREATE INDEX commitments_closed ON commitments (relationship_id, id) WHERE status IN ('done', 'released', 'not_done') AND deleted_at IS NULL;

-- The newest action of a relationship, which a stretch of typing joins.
CREATE INDEX IF NOT EXISTS batches_newest ON batches (relationship_id, seq);
