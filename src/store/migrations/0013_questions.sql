-- Questions that were let go, in their order.
CREATE INDEX questions_let_go ON questions (relationship_id, created_at, id) WHERE status = 'dropped' AND deleted_at IS NULL;
