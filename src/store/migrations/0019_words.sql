-- The words that the search index holds, each once, and which of them hold a part: a part of a rare word is found by the words
-- it is in. `search_parts` keeps no text of its own. A word that no row holds any more stays until rows go for good.
CREATE TABLE search_words (
    id INTEGER PRIMARY KEY NOT NULL,
    word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_parts USING fts5(word, content = 'search_words', content_rowid = 'id', columnsize = 0, detail = none, tokenize = "trigram case_sensitive 1");

-- Room for it: what was done is found among what is closed (`commitments_closed`), and a linked row by its bytes.
DROP INDEX commitments_done;
DROP INDEX agenda_items_about;
CREATE INDEX agenda_items_about ON agenda_items (unhex(link ->> 'id', '-'), status, closed_at) WHERE link IS NOT NULL;
