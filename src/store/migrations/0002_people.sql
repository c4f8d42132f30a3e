-- My promises to everyone, in the order of the list of people.
CREATE INDEX commitments_owed ON commitments (deleted_at, due IS NULL, due, id) WHERE status = 'open' AND owner IN ('me', 'both');
