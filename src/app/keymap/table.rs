//! The table of keys as the program comes: which action has which keys where, and its words. Nothing else lists keys.

use super::Binding;
use super::action::Action;
use super::place::Place;

/// The rows as they are written below, as bindings.
macro_rules! table {
    ($($action:ident $name:literal [$($key:literal)*] $place:ident $label:literal $does:literal $(also $also:literal)?;)*) => {
        &[$(Binding {
            action: Action::$action,
            name: $name,
            keys: &[$($key),*],
            place: Place::$place,
            label: $label,
            does: $does,
            also: concat!($($also)?),
        }),*]
    };
}

/// The table: the action, the name by which the configuration and hints call it, its keys, the place where they work, a word or
/// two for the footer (none where no footer shows it), what it does for help and the README; and below, other words that
/// somebody may look for it by. Footers show the rows in this order, as many as fit; a row without keys is reached through the
/// palette.
pub const KEYS: &[Binding] = table! {
    Add              "add"                ["a"]               Anywhere  "add"             "add to the section under the cursor"
        also "new create write insert";
    Offers           "offers"             ["o"]               Anywhere  "offers"          "onto the next agenda; on the Agenda tab and in a call what is offered";
    Toggle           "toggle"             ["Space"]           Anywhere  "done"            "the row's yes: done or not, ready or not, take an offer"
        also "tick check complete finish mark";
    CallGoals        "call-goals"         ["g"]               Call      "goals"           "into the goals and back";
    CallNotes        "call-notes"         ["n"]               Call      "notes"           "into the notes";
    EndCall          "end-call"           ["x"]               Call      "end"             "end the call";
    CallPromise      "call-promise"       ["p"]               Call      "promise"         "catch a promise";
    CallFeedback     "call-feedback"      ["f"]               Call      "feedback"        "catch a piece of feedback";
    CallWin          "call-win"           ["w"]               Call      "win"             "catch a win";
    CallChallenge    "call-challenge"     ["b"]               Call      "challenge"       "catch a challenge";
    NotToday         "not-today"          ["z"]               Call      "not today"       "not today: the item goes on to the next session";
    Outcome          "outcome"            ["r"]               Call      "outcome"         "what came of the item, in a line; it is done with that";
    Note             "what-moved"         ["n"]               Tabs      "what moved"      "a line on what moved, or on how what is closed ended"
        also "note comment log journal";
    More             "more"               ["+" "="]           Anywhere  "more"            "more minutes, or percent";
    Fewer            "fewer"              ["-"]               Anywhere  "fewer"           "fewer minutes, or percent";
    Template         "template"           ["t"]               Tabs      "template"        "take an agenda template"
        also "standard agenda";
    Call             "call"               ["c"]               Anywhere  "call"            "start the call, or go back to it"
        also "begin meeting video";
    State            "state"              ["s"]               Anywhere  "state"           "the states that this row may go to"
        also "status change close finish reopen archive reschedule postpone cancel pause hold";
    Edit             "edit"               ["e"]               Anywhere  "edit"            "edit"
        also "rename change correct title";
    PreviousSession  "previous-session"   ["["]               Anywhere  "last one"        "the session before; the previous section"
        also "last time read";
    NextSession      "next-session"       ["]"]               Tabs      "next one"        "the session after; the next section";
    Copy             "copy"               ["y"]               Tabs      "copy"            "copy as Markdown; an agenda is marked as sent"
        also "print share send clipboard mail export";
    Delete           "delete"             ["d"]               Anywhere  "trash"           "to the trash"
        also "delete remove erase archive bin";
    TurnInto         "turn-into"          [">"]               Anywhere  "turn into"       "turn into something else, linked both ways"
        also "convert make transform";
    Editor           "editor"             ["E"]               Anywhere  "editor"          "a long text in $VISUAL or $EDITOR; in a field Ctrl-o"
        also "vim nano long note";
    MoveDown         "move-down"          ["J" "Alt-Down"]    Anywhere  "down"            "move the row down its list"
        also "reorder sort later";
    MoveUp           "move-up"            ["K" "Alt-Up"]      Anywhere  "up"              "move the row up its list"
        also "reorder sort earlier";
    Visibility       "visibility"         ["v"]               Anywhere  "private"         "private or shared"
        also "hide secret";
    Catch            "catch"              ["i"]               Anywhere  "catch"           "catch from anywhere: then a letter, and one line"
        also "capture jot note inbox new task to-do action item";
    Undo             "undo"               ["u"]               Anywhere  "undo"            "take back the last action"
        also "revert mistake";
    Redo             "redo"               ["Ctrl-r"]          Anywhere  "redo"            "do it again"
        also "repeat again";
    History          "history"            ["H"]               Anywhere  "history"         "every action with its time, and back to one"
        also "log changes versions";
    Search           "search"             ["/"]               Anywhere  "find"            "find in everything ever written"
        also "search look for old notes";
    NextHit          "next-hit"           []                  Anywhere  ""                "the next hit; after a search `n` does it too";
    PreviousHit      "previous-hit"       ["N"]               Anywhere  ""                "the hit before";
    Filter           "filter"             ["F"]               Tabs      "kinds"           "which kinds the story shows"
        also "filter";
    Mask             "mask"               ["m"]               Anywhere  ""                "mask private text and other people, for a shared screen"
        also "hide privacy present screen sharing";
    Trash            "trash"              []                  Anywhere  ""                "what is in the trash: bring it back, or empty it"
        also "deleted restore recover bin";
    AskFeedback      "ask-feedback"       []                  Anywhere  ""                "ask for feedback on one thing; Tab in its line does too"
        also "request";
    FullPulse        "full-pulse"         []                  Anywhere  ""                "a pulse of twelve answers"
        also "survey check-in";
    OfferAgain       "offer-again"        []                  Anywhere  ""                "what is not offered any more, and can be again"
        also "never kind switched off nudge";
    Bank             "bank"               []                  Tabs      ""                "the whole bank of questions, by practice, by phase, by who asks"
        also "ideas suggestions prompts";
    Plan             "plan"               []                  Anywhere  ""                "plan a session"
        also "new meeting schedule appointment date book";
    Meet             "meet"               []                  Anywhere  ""                "add a person: whom one meets, how often, when next"
        also "new mentor mentee peer relationship contact";
    GoSessions       "go-sessions"        []                  Anywhere  ""                "go to the sessions: those ahead and past"
        also "calendar dates schedule meetings";
    GoPromises       "go-promises"        []                  Anywhere  ""                "go to the promises that are open: commitments, mine and theirs"
        also "tasks to-do todo action items actions";
    GoClosedPromises "go-closed-promises" []                  Anywhere  ""                "go to the promises that are closed: commitments kept, released, not done"
        also "tasks done action items";
    GoQuestions      "go-questions"       []                  Anywhere  ""                "go to the saved questions"
        also "later inbox";
    GoWins           "go-wins"            []                  Anywhere  ""                "go to the wins: what went well"
        also "achievements success praise";
    GoBacklog        "go-backlog"         []                  Anywhere  ""                "go to the backlog: items without a session"
        also "someday parked";
    GoAgreement      "go-agreement"       []                  Anywhere  ""                "go to how we work together: the agreement"
        also "contract rules expectations";
    GoChallenges     "go-challenges"      []                  Anywhere  ""                "go to the challenges: what is hard, obstacles"
        also "problems issues setbacks";
    GoLearning       "go-learning"        []                  Anywhere  ""                "go to learning: resources, courses, books"
        also "conferences workshops publications reading";
    GoLessons        "go-lessons"         []                  Anywhere  ""                "go to the lessons: what was learned"
        also "insights";
    GoTrust          "go-trust"           []                  Anywhere  ""                "go to trust, as recorded: the evidence board"
        also "report statistics";
    Enter            "open"               ["Enter"]           Anywhere  "open"            "into"
        also "show details";
    Back             "back"               ["Esc"]             Anywhere  ""                "back"
        also "close leave";
    People           "people"             ["0"]               Anywhere  ""                "People: who is next, by date"
        also "contacts mentors mentees switch relationships";
    TabGoals         "tab-goals"          ["1"]               Anywhere  ""                "Goals"
        also "aims milestones skills";
    TabAgenda        "tab-agenda"         ["2"]               Anywhere  ""                "Agenda"
        also "next meeting items prepare";
    TabFeedback      "tab-feedback"       ["3"]               Anywhere  ""                "Feedback"
        also "reviews";
    TabTimeline      "tab-timeline"       ["4"]               Anywhere  ""                "Timeline"
        also "story year progress";
    NextPane         "next-pane"          ["Tab"]             Anywhere  ""                "the next pane";
    PreviousPane     "previous-pane"      ["BackTab"]         Anywhere  ""                "the previous pane";
    Left             "left"               ["h" "Left"]        Anywhere  ""                "the pane to the left";
    Right            "right"              ["l" "Right"]       Anywhere  ""                "the pane to the right";
    Down             "down"               ["j" "Down"]        Anywhere  ""                "down";
    Up               "up"                 ["k" "Up"]          Anywhere  ""                "up";
    PageDown         "page-down"          ["PgDn"]            Anywhere  ""                "a page down";
    PageUp           "page-up"            ["PgUp"]            Anywhere  ""                "a page up";
    HalfDown         "half-down"          ["Ctrl-d"]          Anywhere  ""                "half a page down";
    HalfUp           "half-up"            ["Ctrl-u"]          Anywhere  ""                "half a page up";
    First            "first"              ["g" "Home"]        Tabs      ""                "to the first row";
    Last             "last"               ["G" "End"]         Tabs      ""                "to the last row";
    First            "first-in-call"      ["Home"]            Call      ""                "to the first row";
    Last             "last-in-call"       ["End"]             Call      ""                "to the last row";
    Help             "help"               ["?"]               Anywhere  "keys"            "every key that works here"
        also "help shortcuts manual";
    Palette          "palette"            [":" "Ctrl-p"]      Anywhere  ""                "every command by name"
        also "commands menu";
    Settings         "settings"           []                  Anywhere  ""                "settings: keys, colours, dates, and the file that they are in"
        also "config configuration preferences options theme colors change edit customise customize rebind remap shortcuts keybinding hotkey bindings";
    Keeping          "keeping"            []                  Anywhere  ""                "how all of it is kept, copied and written out"
        also "save back up backup export import print sync file";
    Redraw           "redraw"             ["Ctrl-l"]          Anywhere  ""                "draw the screen again"
        also "refresh";
    Suspend          "suspend"            ["Ctrl-z"]          Anywhere  ""                "suspend; `fg` comes back"
        also "background shell";
    Quit             "quit"               ["q"]               Anywhere  ""                "close the top layer, then quit; a live call stays live"
        also "exit leave close bye";
    QuitNow          "quit-at-once"       ["Ctrl-c"]          Anywhere  ""                "quit at once"
        also "exit kill";
    Toggle           "offers-take"        ["Space"]           Offers    "take"            "take the offer, or leave it";
    Enter            "offers-add"         ["Enter"]           Offers    "add"             "add what is taken; where nothing is, this one";
    Filter           "offers-narrow"      ["/"]               Offers    "narrow"          "narrow the offers by some of their letters";
    Bank             "offers-bank"        ["Tab"]             Offers    "bank"            "the whole bank of questions, by practice, by phase, by who asks";
    Add              "offers-save"        ["a"]               Offers    "save"            "save the question of the bank for later";
    Delete           "offers-drop"        ["d"]               Offers    "not this one"    "not this one: it is not offered again";
    Never            "offers-never"       ["s"]               Offers    "never this kind" "never this kind: none of it is offered again";
    Enter            "templates-take"     ["Enter" "Space"]   Templates "take it"         "take this template";
    Enter            "history-go"         ["Enter"]           History   "go there"        "back, or forward, to this action, once it is pressed again";
    Undo             "history-undo"       ["u"]               History   "undo this alone" "undo this action alone";
    Trash            "history-trash"      ["T"]               History   "trash"           "what is in the trash";
    Enter            "trash-restore"      ["Enter" "Space"]   Trash     "bring back"      "bring this back";
    EmptyTrash       "trash-empty"        ["D"]               Trash     "empty"           "empty the trash for good, once Enter is pressed";
    Enter            "records-open"       ["Enter"]           Records   "open"            "to where the record lives";
    More             "records-recent"     ["+" "="]           Records   "180 days"        "the last 180 days";
    Fewer            "records-all"        ["-"]               Records   "so far"          "everything so far";
    Toggle           "pulse-skip"         ["Space" "Tab"]     Pulse     "skip"            "skip this one; on the first line whose answers they are";
    Enter            "pulse-keep"         ["Enter"]           Pulse     "keep"            "keep the answers";
    Delete           "pulse-clear"        ["Backspace"]       Pulse     "back"            "take the answer back";
    Enter            "help-run"           ["Enter"]           Help      "does it"         "do what the line says";
    Filter           "help-narrow"        ["/"]               Help      "narrow"          "narrow the list by some letters";
    Whose            "line-turn"          ["Tab" "BackTab"]   Line      "whose"           "whose it is, which way, or of which kind";
    Unfold           "form-more"          ["Ctrl-n"]          Form      "more"            "the fields under more, or without them";
    Whose            "search-whose"       ["Tab"]             Search    "whose"           "with this person, or with everybody";
    Toggle           "end-done"           ["Space"]           End       "done"            "a promise is kept, or open; a pulse is taken";
    Release          "end-release"        ["r"]               End       "released"        "a promise is released, or open";
    NotHeld          "end-not-held"       ["n"]               End       "not held"        "the session was not held";
};
