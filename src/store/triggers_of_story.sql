-- How much each month of the story holds.
CREATE TEMP TRIGGER IF NOT EXISTS story_added AFTER INSERT ON story
BEGIN
    INSERT INTO story_months VALUES (NEW.relationship, strftime('%Y-%m', NEW.at * 60, 'unixepoch'), NEW.kind, 1)
    ON CONFLICT (relationship, month, kind) DO UPDATE SET n = n + 1;
END;

CREATE TEMP TRIGGER IF NOT EXISTS story_removed AFTER DELETE ON story
BEGIN
    UPDATE story_months SET n = n - 1
    WHERE relationship = OLD.relationship AND month = strftime('%Y-%m', OLD.at * 60, 'unixepoch') AND kind = OLD.kind;
    DELETE FROM story_months
    WHERE relationship = OLD.relationship AND month = strftime('%Y-%m', OLD.at * 60, 'unixepoch') AND kind = OLD.kind AND n < 1;
END;
