-- What was said in a session that was held on another day than the one for which it was planned is found under that day: the
-- entries wait to be written anew (`search_pending`). A table's number in it is its place in the contract.
INSERT OR IGNORE INTO search_pending
    SELECT rowid * 32 + 5, max(coalesce(unixepoch(substr(planned_start, 1, 10)) / 86400, 0), 0) FROM sessions
    WHERE status = 'held' AND substr(started_at, 1, 10) <> substr(planned_start, 1, 10);
INSERT OR IGNORE INTO search_pending
    SELECT m.rowid * 32 + 6, max(coalesce(unixepoch(substr(s.planned_start, 1, 10)) / 86400, 0), 0)
    FROM sessions s JOIN materials m ON m.session_id = s.id
    WHERE s.status = 'held' AND substr(s.started_at, 1, 10) <> substr(s.planned_start, 1, 10);
INSERT OR IGNORE INTO search_pending
    SELECT i.rowid * 32 + 7, max(coalesce(unixepoch(substr(s.planned_start, 1, 10)) / 86400, 0), 0)
    FROM sessions s JOIN agenda_items i ON i.session_id = s.id
    WHERE s.status = 'held' AND substr(s.started_at, 1, 10) <> substr(s.planned_start, 1, 10);
