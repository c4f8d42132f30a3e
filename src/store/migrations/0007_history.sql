-- History: going to a line of it is one action, which says which actions it turned.
CREATE TABLE turned (
    batch INTEGER NOT NULL REFERENCES batches (seq) ON DELETE CASCADE,
    action INTEGER NOT NULL REFERENCES batches (seq) ON DELETE CASCADE,
    undone INTEGER NOT NULL,
    PRIMARY KEY (batch, action)
) STRICT, WITHOUT ROWID;

CREATE INDEX turned_action ON turned (action);

-- An action over several relationships, such as an import, belongs to those that it touched.
CREATE TABLE batch_relationships (
    relationship_id BLOB NOT NULL,
    batch INTEGER NOT NULL REFERENCES batches (seq) ON DELETE CASCADE,
    PRIMARY KEY (relationship_id, batch)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_relationships_batch ON batch_relationships (batch);

INSERT INTO batch_relationships SELECT r.id, b.seq FROM batches b, relationships r WHERE b.relationship_id IS NULL;

CREATE INDEX batches_after ON batches (relationship_id, seq);
CREATE INDEX batches_of_kind ON batches (relationship_id, kind, seq);
CREATE INDEX batches_of ON batches (of) WHERE of IS NOT NULL;

-- The trash, newest first.
CREATE INDEX relationships_trash ON relationships (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX agreements_trash ON agreements (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX goals_trash ON goals (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX milestones_trash ON milestones (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX goal_updates_trash ON goal_updates (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX sessions_trash ON sessions (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX materials_trash ON materials (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX agenda_items_trash ON agenda_items (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX questions_trash ON questions (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX commitments_trash ON commitments (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX feedback_trash ON feedback (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX feedback_requests_trash ON feedback_requests (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX challenges_trash ON challenges (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX lessons_trash ON lessons (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX pulses_trash ON pulses (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX resources_trash ON resources (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX wins_trash ON wins (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX dismissals_trash ON dismissals (relationship_id, deleted_at) WHERE deleted_at IS NOT NULL;
