CREATE TABLE relationships (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    partner_name TEXT NOT NULL,
    my_role TEXT NOT NULL,
    status TEXT NOT NULL,
    phase TEXT,
    purpose TEXT,
    about TEXT,
    email TEXT,
    zone TEXT,
    organisation TEXT,
    started_on TEXT,
    review_on TEXT,
    ends_on TEXT,
    paused_until TEXT,
    ended_on TEXT,
    end_kind TEXT,
    end_note TEXT,
    cadence_days INTEGER,
    session_minutes INTEGER,
    deleted_at TEXT
) STRICT;

CREATE TABLE agreements (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    version INTEGER,
    status TEXT NOT NULL,
    agreed_on_me TEXT,
    agreed_on_partner TEXT,
    effective_from TEXT,
    notice_hours INTEGER,
    grace_minutes INTEGER,
    agenda_lead_hours INTEGER,
    feedback_every_sessions INTEGER,
    retention TEXT,
    sections TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE goals (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    title TEXT NOT NULL,
    owner TEXT NOT NULL,
    kind TEXT,
    why TEXT,
    success_test TEXT,
    baseline TEXT,
    target_date TEXT,
    progress_mode TEXT,
    percent INTEGER,
    obstacle TEXT,
    if_then TEXT,
    confidence INTEGER,
    self_rating_start INTEGER,
    self_rating_end INTEGER,
    status TEXT NOT NULL,
    active_since TEXT,
    closed_on TEXT,
    close_note TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE milestones (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    made_from TEXT,
    goal_id BLOB NOT NULL REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    due TEXT,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    done_on TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE goal_updates (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    made_from TEXT,
    goal_id BLOB NOT NULL REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL,
    text TEXT,
    percent INTEGER,
    confidence INTEGER,
    session_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    deleted_at TEXT
) STRICT;

CREATE TABLE sessions (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    planned_start TEXT NOT NULL,
    zone TEXT,
    planned_minutes INTEGER,
    place TEXT,
    template TEXT,
    status TEXT NOT NULL,
    agenda_shared_at TEXT,
    started_at TEXT,
    ended_at TEXT,
    start_corrected INTEGER NOT NULL,
    summary TEXT,
    notes TEXT,
    usefulness INTEGER,
    notice_hours INTEGER,
    grace_minutes INTEGER,
    agenda_lead_hours INTEGER,
    current_item_id BLOB REFERENCES agenda_items (id) DEFERRABLE INITIALLY DEFERRED,
    current_since TEXT,
    changed_by TEXT,
    changed_at TEXT,
    change_reason TEXT,
    moved_to_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    moved_from_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    missed_by TEXT,
    origin TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE materials (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    made_from TEXT,
    session_id BLOB NOT NULL REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    label TEXT NOT NULL,
    location TEXT,
    for_side TEXT,
    ready INTEGER NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE agenda_items (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    title TEXT NOT NULL,
    session_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT,
    owner TEXT NOT NULL,
    prompt TEXT,
    minutes INTEGER NOT NULL,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    outcome TEXT,
    closed_at TEXT,
    carried_from_id BLOB REFERENCES agenda_items (id) DEFERRABLE INITIALLY DEFERRED,
    carry_count INTEGER NOT NULL,
    link TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE questions (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    text TEXT NOT NULL,
    bank_id TEXT,
    practice TEXT,
    ask_by TEXT,
    status TEXT NOT NULL,
    answer TEXT,
    asked_on TEXT,
    session_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    deleted_at TEXT
) STRICT;

CREATE TABLE commitments (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT,
    session_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    goal_id BLOB REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    support INTEGER NOT NULL,
    status TEXT NOT NULL,
    done_on TEXT,
    renegotiated TEXT,
    close_note TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE feedback (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    direction TEXT NOT NULL,
    kind TEXT,
    situation TEXT,
    behaviour TEXT,
    impact TEXT,
    intent TEXT,
    next_time TEXT,
    goal_id BLOB REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    session_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    asked_for INTEGER NOT NULL,
    state TEXT NOT NULL,
    said_on TEXT,
    response TEXT,
    response_note TEXT,
    responded_on TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE feedback_requests (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    to_side TEXT NOT NULL,
    about TEXT NOT NULL,
    asked_on TEXT,
    status TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE challenges (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    title TEXT NOT NULL,
    owner TEXT NOT NULL,
    area TEXT,
    what TEXT,
    so_what TEXT,
    now_what TEXT,
    goal_id BLOB REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    opened_on TEXT,
    closed_on TEXT,
    status TEXT NOT NULL,
    lesson_id BLOB REFERENCES lessons (id) DEFERRABLE INITIALLY DEFERRED,
    deleted_at TEXT
) STRICT;

CREATE TABLE lessons (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    text TEXT NOT NULL,
    learned_on TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE pulses (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    taken_on TEXT NOT NULL,
    side TEXT NOT NULL,
    form TEXT,
    answers TEXT,
    comment TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE resources (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    title TEXT NOT NULL,
    kind TEXT,
    location TEXT,
    starts_on TEXT,
    ends_on TEXT,
    hours INTEGER,
    suggested_by TEXT,
    goal_id BLOB REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    status TEXT NOT NULL,
    done_on TEXT,
    takeaway TEXT,
    used_in TEXT,
    deleted_at TEXT
) STRICT;

CREATE TABLE wins (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    text TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    whose TEXT,
    goal_id BLOB REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
    told_in_id BLOB REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED,
    deleted_at TEXT
) STRICT;

CREATE TABLE dismissals (
    id BLOB PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    relationship_id BLOB NOT NULL REFERENCES relationships (id) DEFERRABLE INITIALLY DEFERRED,
    visibility TEXT NOT NULL,
    made_from TEXT,
    offer TEXT NOT NULL,
    row_id BLOB,
    bank_id TEXT,
    deleted_at TEXT
) STRICT;

-- The change log: every action is one batch; its order is its own integer, never a clock.
CREATE TABLE batches (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    relationship_id BLOB,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    of INTEGER REFERENCES batches (seq),
    undone INTEGER NOT NULL DEFAULT 0,
    stretch TEXT
) STRICT;

CREATE TABLE changes (
    batch INTEGER NOT NULL REFERENCES batches (seq) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id BLOB NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (batch, n)
) STRICT, WITHOUT ROWID;

-- Lines that were begun and not yet added.
CREATE TABLE drafts (
    field TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the program remembers of its own: the relationship last opened.
CREATE TABLE memory (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX batches_to_undo ON batches (relationship_id, kind, undone, seq);
CREATE INDEX batches_by_kind ON batches (kind, undone, seq);
CREATE INDEX changes_of_row ON changes (row_id, batch);

CREATE INDEX relationships_kept ON relationships (deleted_at, status, id);

-- An index over a parent's column has no condition on the trash, so that taking a parent away finds its children by it.
CREATE INDEX sessions_ahead ON sessions (relationship_id, planned_start, id) WHERE status IN ('planned', 'live') AND deleted_at IS NULL;
CREATE INDEX sessions_past ON sessions (relationship_id, planned_start, id) WHERE status NOT IN ('planned', 'live') AND deleted_at IS NULL;
CREATE INDEX sessions_held ON sessions (relationship_id, planned_start) WHERE status = 'held' AND deleted_at IS NULL;
CREATE INDEX sessions_planned ON sessions (planned_start) WHERE status IN ('planned', 'live') AND deleted_at IS NULL;
CREATE INDEX sessions_live ON sessions (deleted_at) WHERE status = 'live';
CREATE INDEX sessions_moved_from ON sessions (moved_from_id) WHERE moved_from_id IS NOT NULL;
CREATE INDEX sessions_moved_to ON sessions (moved_to_id) WHERE moved_to_id IS NOT NULL;
CREATE INDEX sessions_current_item ON sessions (current_item_id) WHERE current_item_id IS NOT NULL;

CREATE INDEX agenda_items_in_order ON agenda_items (session_id, position, id, status, minutes) WHERE deleted_at IS NULL;
CREATE INDEX agenda_items_by_status ON agenda_items (session_id, status, deleted_at);
CREATE INDEX agenda_items_backlog ON agenda_items (relationship_id, position, id) WHERE session_id IS NULL AND status = 'open' AND deleted_at IS NULL;
CREATE INDEX agenda_items_carried_from ON agenda_items (carried_from_id) WHERE carried_from_id IS NOT NULL;
CREATE INDEX agenda_items_linked ON agenda_items (session_id, link ->> 'id') WHERE link IS NOT NULL AND status = 'open' AND deleted_at IS NULL;
CREATE INDEX agenda_items_about ON agenda_items (link ->> 'id', status, closed_at) WHERE link IS NOT NULL;

CREATE INDEX goals_by_state ON goals (relationship_id, status, owner, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX goals_mine ON goals (relationship_id, status, created_at, id) WHERE owner IN ('me', 'both') AND deleted_at IS NULL;
CREATE INDEX goals_closed ON goals (relationship_id, closed_on, id) WHERE status IN ('achieved', 'partly_achieved', 'dropped') AND deleted_at IS NULL;
CREATE INDEX milestones_in_order ON milestones (goal_id, position, id, deleted_at);
CREATE INDEX milestones_done ON milestones (relationship_id, done_on) WHERE status = 'done' AND deleted_at IS NULL;
CREATE INDEX goal_updates_newest ON goal_updates (goal_id, at, id, deleted_at);
CREATE INDEX goal_updates_of_session ON goal_updates (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX materials_of_session ON materials (session_id, for_side, created_at, id, deleted_at);

CREATE INDEX commitments_open ON commitments (relationship_id, status, owner, due IS NULL, due, id) WHERE deleted_at IS NULL;
CREATE INDEX commitments_due ON commitments (relationship_id, due, id) WHERE status = 'open' AND due IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX commitments_of_session ON commitments (session_id, created_at) WHERE session_id IS NOT NULL;
CREATE INDEX commitments_of_goal ON commitments (goal_id, status) WHERE goal_id IS NOT NULL;

CREATE INDEX questions_queued ON questions (relationship_id, status, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX questions_of_bank ON questions (relationship_id, bank_id) WHERE bank_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX questions_of_session ON questions (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX feedback_newest ON feedback (relationship_id, state, said_on, id) WHERE deleted_at IS NULL;
CREATE INDEX feedback_said ON feedback (relationship_id, said_on, id) WHERE state IN ('said', 'responded') AND deleted_at IS NULL;
CREATE INDEX feedback_of_session ON feedback (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX feedback_of_goal ON feedback (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX feedback_requests_open ON feedback_requests (relationship_id, status, asked_on) WHERE deleted_at IS NULL;
CREATE INDEX challenges_by_state ON challenges (relationship_id, status, opened_on, id) WHERE deleted_at IS NULL;
CREATE INDEX challenges_of_goal ON challenges (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX challenges_lesson ON challenges (lesson_id) WHERE lesson_id IS NOT NULL;
CREATE INDEX lessons_newest ON lessons (relationship_id, learned_on, id) WHERE deleted_at IS NULL;
CREATE INDEX pulses_newest ON pulses (relationship_id, taken_on, side) WHERE deleted_at IS NULL;
CREATE INDEX resources_by_state ON resources (relationship_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX resources_of_goal ON resources (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX wins_newest ON wins (relationship_id, happened_on, id) WHERE deleted_at IS NULL;
CREATE INDEX wins_of_goal ON wins (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX wins_told ON wins (told_in_id) WHERE told_in_id IS NOT NULL;
CREATE INDEX agreements_in_force ON agreements (relationship_id, status, version) WHERE deleted_at IS NULL;
CREATE INDEX dismissals_by_offer ON dismissals (relationship_id, offer) WHERE deleted_at IS NULL;

-- Each session's items, counted as they are written, so that a list of sessions costs the same with 5 items as with 10,000.
CREATE TABLE agenda_sums (
    session_id BLOB PRIMARY KEY NOT NULL,
    items INTEGER NOT NULL,
    open INTEGER NOT NULL,
    done INTEGER NOT NULL,
    carried INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    open_minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER agenda_items_added AFTER INSERT ON agenda_items WHEN NEW.session_id IS NOT NULL AND NEW.deleted_at IS NULL
BEGIN
    INSERT INTO agenda_sums VALUES (NEW.session_id, 1, NEW.status = 'open', NEW.status = 'done', NEW.status = 'carried',
        NEW.minutes * (NEW.status IN ('open', 'done')), NEW.minutes * (NEW.status = 'open'))
    ON CONFLICT (session_id) DO UPDATE SET items = items + excluded.items, open = open + excluded.open, done = done + excluded.done,
        carried = carried + excluded.carried, minutes = minutes + excluded.minutes, open_minutes = open_minutes + excluded.open_minutes;
END;

CREATE TRIGGER agenda_items_removed AFTER DELETE ON agenda_items WHEN OLD.session_id IS NOT NULL AND OLD.deleted_at IS NULL
BEGIN
    UPDATE agenda_sums SET items = items - 1, open = open - (OLD.status = 'open'), done = done - (OLD.status = 'done'),
        carried = carried - (OLD.status = 'carried'), minutes = minutes - OLD.minutes * (OLD.status IN ('open', 'done')),
        open_minutes = open_minutes - OLD.minutes * (OLD.status = 'open')
    WHERE session_id = OLD.session_id;
END;

CREATE TRIGGER agenda_items_changed AFTER UPDATE OF session_id, status, minutes, deleted_at ON agenda_items
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
