-- Who is next, counted and ordered without the rows of their sessions, which hold the notes.
DROP INDEX sessions_planned;
CREATE INDEX sessions_planned ON sessions (planned_start, relationship_id, status) WHERE status IN ('planned', 'live') AND deleted_at IS NULL;
