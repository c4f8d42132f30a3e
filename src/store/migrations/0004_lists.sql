-- Feedback in its groups: requests that wait and that are closed, counts each way, the goals that feedback led to.
CREATE INDEX feedback_each_way ON feedback (relationship_id, direction) WHERE state IN ('said', 'responded') AND deleted_at IS NULL;
CREATE INDEX feedback_requests_waiting ON feedback_requests (relationship_id, asked_on, id) WHERE status = 'asked' AND deleted_at IS NULL;
CREATE INDEX feedback_requests_closed ON feedback_requests (relationship_id, asked_on, id) WHERE status <> 'asked' AND deleted_at IS NULL;
DROP INDEX feedback_of_goal;
CREATE INDEX feedback_of_goal ON feedback (goal_id, said_on, id) WHERE goal_id IS NOT NULL;
CREATE INDEX goals_open_first ON goals (relationship_id, closed_on IS NOT NULL, created_at, id) WHERE deleted_at IS NULL;

-- What a row was turned into, read from either end.
CREATE INDEX goals_made_from ON goals (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX milestones_made_from ON milestones (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX agenda_items_made_from ON agenda_items (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX questions_made_from ON questions (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX commitments_made_from ON commitments (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX feedback_made_from ON feedback (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX challenges_made_from ON challenges (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX lessons_made_from ON lessons (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX resources_made_from ON resources (made_from ->> 'id') WHERE json_valid(made_from);
CREATE INDEX wins_made_from ON wins (made_from ->> 'id') WHERE json_valid(made_from);
