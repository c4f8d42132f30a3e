-- The story: what has a date, kept as the rows are written, so that any month of it is read from one index.
CREATE TABLE story (
    relationship_id BLOB NOT NULL,
    month TEXT NOT NULL,
    day TEXT NOT NULL,
    minute INTEGER NOT NULL,
    row_id BLOB NOT NULL,
    is_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (relationship_id, month, day, minute, row_id, is_end, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_of_row ON story (row_id);

-- How much of each kind a month holds.
CREATE TABLE story_months (
    relationship_id BLOB NOT NULL,
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (relationship_id, month, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER story_added AFTER INSERT ON story
BEGIN
    INSERT INTO story_months VALUES (NEW.relationship_id, NEW.month, NEW.kind, 1)
    ON CONFLICT (relationship_id, month, kind) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER story_removed AFTER DELETE ON story
BEGIN
    UPDATE story_months SET n = n - 1 WHERE relationship_id = OLD.relationship_id AND month = OLD.month AND kind = OLD.kind;
    DELETE FROM story_months WHERE relationship_id = OLD.relationship_id AND month = OLD.month AND kind = OLD.kind AND n < 1;
END;

-- What is gone for good is told no more.
CREATE TRIGGER story_without_sessions AFTER DELETE ON sessions BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_goals AFTER DELETE ON goals BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_milestones AFTER DELETE ON milestones BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_updates AFTER DELETE ON goal_updates BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_feedback AFTER DELETE ON feedback BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_lessons AFTER DELETE ON lessons BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_wins AFTER DELETE ON wins BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_challenges AFTER DELETE ON challenges BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_promises AFTER DELETE ON commitments BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_questions AFTER DELETE ON questions BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_items AFTER DELETE ON agenda_items BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_resources AFTER DELETE ON resources BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_pulses AFTER DELETE ON pulses BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_relationships AFTER DELETE ON relationships BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
