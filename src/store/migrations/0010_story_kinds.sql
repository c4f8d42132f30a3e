-- The story tells of more: agreements, feedback asked for, dates that moved; and sessions held and goals reached are kinds of
-- their own, so that a month's counts say how far one has come. It is told anew from the rows when the file is opened.
DELETE FROM story;
DELETE FROM memory WHERE name = 'story';

CREATE TRIGGER story_without_agreements AFTER DELETE ON agreements BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
CREATE TRIGGER story_without_requests AFTER DELETE ON feedback_requests BEGIN DELETE FROM story WHERE row_id = OLD.id; END;
