-- A session that was held stands on the day on which it was, not on the one for which it was planned. `sessions_past` still
-- serves the board, which counts by the plan.
DROP INDEX sessions_held;
CREATE INDEX sessions_held ON sessions (relationship_id, coalesce(started_at, planned_start)) WHERE status = 'held' AND deleted_at IS NULL;
CREATE INDEX sessions_told ON sessions (relationship_id, CASE status WHEN 'held' THEN coalesce(started_at, planned_start) ELSE planned_start END, id)
    WHERE status NOT IN ('planned', 'live') AND deleted_at IS NULL;
