-- Closed promises stand by the day that tells of them: when they were kept, else when they were due.
DROP INDEX commitments_closed;
CREATE INDEX commitments_closed ON commitments (relationship_id, coalesce(done_on, due), id) WHERE status IN ('done', 'released', 'not_done') AND deleted_at IS NULL;
