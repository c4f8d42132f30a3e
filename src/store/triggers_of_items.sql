-- How long an agenda is, and how much of it is done: sums that every write of an item keeps.
CREATE TEMP TRIGGER IF NOT EXISTS agenda_items_added AFTER INSERT ON agenda_items WHEN NEW.session_id IS NOT NULL AND NEW.deleted_at IS NULL
BEGIN
    INSERT INTO agenda_sums VALUES (NEW.session_id, 1, NEW.status = 'open', NEW.status = 'done', NEW.status = 'carried',
        NEW.minutes * (NEW.status IN ('open', 'done')), NEW.minutes * (NEW.status = 'open'))
    ON CONFLICT (session_id) DO UPDATE SET items = items + excluded.items, open = open + excluded.open, done = done + excluded.done,
        carried = carried + excluded.carried, minutes = minutes + excluded.minutes, open_minutes = open_minutes + excluded.open_minutes;
END;

CREATE TEMP TRIGGER IF NOT EXISTS agenda_items_removed AFTER DELETE ON agenda_items WHEN OLD.session_id IS NOT NULL AND OLD.deleted_at IS NULL
BEGIN
    UPDATE agenda_sums SET items = items - 1, open = open - (OLD.status = 'open'), done = done - (OLD.status = 'done'),
        carried = carried - (OLD.status = 'carried'), minutes = minutes - OLD.minutes * (OLD.status IN ('open', 'done')),
        open_minutes = open_minutes - OLD.minutes * (OLD.status = 'open')
    WHERE session_id = OLD.session_id;
END;

CREATE TEMP TRIGGER IF NOT EXISTS agenda_items_changed AFTER UPDATE OF session_id, status, minutes, deleted_at ON agenda_items
BEGIN
    UPDATE agenda_sums SET items = items - 1, open = open - (OLD.status = 'open'), done = done - (OLD.status = 'done'),
        carried = carried - (OLD.status = 'carried'), minutes = minutes - OLD.minutes * (OLD.status IN ('open', 'done')),
        open_minutes = open_minutes - OLD.minutes * (OLD.status = 'open')
    WHERE session_id = OLD.session_id AND OLD.deleted_at IS NULL;
    INSERT INTO agenda_sums SELECT NEW.session_id, 1, NEW.status = 'open', NEW.status = 'done', NEW.status = 'carried',
        NEW.minutes * (NEW.status IN ('open', 'done')), NEW.minutes * (NEW.status = 'open')
    WHERE NEW.session_id IS NOT NULL AND NEW.deleted_at IS NULL
    ON CONFLICT (session_id) DO UPDATE SET items = items + excluded.items, open = open + excluded.open, done = done + excluded.done,
        carried = carried + excluded.carried, minutes = minutes + excluded.minutes, open_minutes = open_minutes + excluded.open_minutes;
END;
