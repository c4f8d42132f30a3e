-- The story in a third of the room: a relationship by its rowid, which outlives VACUUM as its table has an index; the day and
-- the minute in one number; and no second index, as a row is found among those of its relationship. It is told anew from the
-- rows when the file is opened.
DROP TRIGGER story_without_sessions;
DROP TRIGGER story_without_goals;
DROP TRIGGER story_without_milestones;
DROP TRIGGER story_without_updates;
DROP TRIGGER story_without_feedback;
DROP TRIGGER story_without_lessons;
DROP TRIGGER story_without_wins;
DROP TRIGGER story_without_challenges;
DROP TRIGGER story_without_promises;
DROP TRIGGER story_without_questions;
DROP TRIGGER story_without_items;
DROP TRIGGER story_without_resources;
DROP TRIGGER story_without_pulses;
DROP TRIGGER story_without_relationships;
DROP TRIGGER story_without_agreements;
DROP TRIGGER story_without_requests;
DROP TABLE story;
DROP TABLE story_months;
DELETE FROM memory WHERE name = 'story';

CREATE TABLE story (
    relationship INTEGER NOT NULL,
    -- Minutes on the wall since 1970.
    at INTEGER NOT NULL,
    row_id BLOB NOT NULL,
    is_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (relationship, at, row_id, is_end, kind)
) STRICT, WITHOUT ROWID;

-- How much of each kind a month holds.
CREATE TABLE story_months (
    relationship INTEGER NOT NULL,
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (relationship, month, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER story_added AFTER INSERT ON story
BEGIN
    INSERT INTO story_months VALUES (NEW.relationship, strftime('%Y-%m', NEW.at * 60, 'unixepoch'), NEW.kind, 1)
    ON CONFLICT (relationship, month, kind) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER story_removed AFTER DELETE ON story
BEGIN
    UPDATE story_months SET n = n - 1
    WHERE relationship = OLD.relationship AND month = strftime('%Y-%m', OLD.at * 60, 'unixepoch') AND kind = OLD.kind;
    DELETE FROM story_months
    WHERE relationship = OLD.relationship AND month = strftime('%Y-%m', OLD.at * 60, 'unixepoch') AND kind = OLD.kind AND n < 1;
END;

-- What is gone for good is told no more.
CREATE TRIGGER story_without_sessions AFTER DELETE ON sessions
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_goals AFTER DELETE ON goals
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_milestones AFTER DELETE ON milestones
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_updates AFTER DELETE ON goal_updates
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_feedback AFTER DELETE ON feedback
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_lessons AFTER DELETE ON lessons
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_wins AFTER DELETE ON wins
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_challenges AFTER DELETE ON challenges
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_promises AFTER DELETE ON commitments
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_questions AFTER DELETE ON questions
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_items AFTER DELETE ON agenda_items
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_resources AFTER DELETE ON resources
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_pulses AFTER DELETE ON pulses
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_agreements AFTER DELETE ON agreements
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_requests AFTER DELETE ON feedback_requests
BEGIN DELETE FROM story WHERE relationship = (SELECT rowid FROM relationships WHERE id = OLD.relationship_id) AND row_id = OLD.id; END;
CREATE TRIGGER story_without_relationships AFTER DELETE ON relationships BEGIN DELETE FROM story WHERE relationship = OLD.rowid; END;
