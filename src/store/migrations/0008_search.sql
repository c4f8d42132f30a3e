-- What search finds rows by. `search` keeps tokens alone (detail = none: each once in an entry), never the text: a hit's text is
-- read from its row. Its entries are numbered by day, so that newest first is a walk and not a sort.
CREATE VIRTUAL TABLE search USING fts5(tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_'");

-- Which row an entry is of: the row's rowid and its table, in one number. The way back goes by the day: a whole index less.
CREATE TABLE search_rows (
    docid INTEGER PRIMARY KEY NOT NULL,
    source INTEGER NOT NULL
) STRICT;

-- Rows that were written and wait for their entry, with the day under which an older entry of theirs stands. Triggers note them;
-- the code makes those for each table, as they follow its columns.
CREATE TABLE search_pending (
    source INTEGER PRIMARY KEY NOT NULL,
    day INTEGER
) STRICT;

-- Room for it: these serve what was asked of two and three, or hold only what is asked for.
DROP INDEX agenda_items_by_status;
DROP INDEX agenda_items_in_order;
CREATE INDEX agenda_items_in_order ON agenda_items (session_id, position, id, status, minutes, deleted_at);
DROP INDEX questions_queued;
CREATE INDEX questions_queued ON questions (relationship_id, created_at, id) WHERE status = 'queued' AND deleted_at IS NULL;
DROP INDEX commitments_open;
CREATE INDEX commitments_open ON commitments (relationship_id, owner, due IS NULL, due, id) WHERE status = 'open' AND deleted_at IS NULL;
