//! The words and frames that sentences are put together from. Data, and which of it is asked for by which name.

use super::Line;

/// What a line of a kind is put together by.
pub(super) fn frames(kind: Line) -> &'static [&'static str] {
    match kind {
        Line::Topic => TOPIC,
        Line::Question => QUESTION,
        Line::Decision => DECISION,
        Line::FeedbackItem => FEEDBACK_ITEM,
        Line::Progress => PROGRESS,
        Line::Outcome => OUTCOME,
        Line::Prompt => PROMPT,
        Line::Promise => PROMISE,
        Line::CloseNote => CLOSE_NOTE,
        Line::Goal => GOAL,
        Line::Why => WHY,
        Line::Test => TEST,
        Line::Baseline => BASELINE,
        Line::Obstacle => OBSTACLE,
        Line::IfThen => IF_THEN,
        Line::Milestone => MILESTONE,
        Line::Update => UPDATE,
        Line::Summary => SUMMARY,
        Line::Note => NOTE,
        Line::Situation => SITUATION,
        Line::Behaviour => BEHAVIOUR,
        Line::Impact => IMPACT,
        Line::Intent => INTENT,
        Line::NextTime => NEXT_TIME,
        Line::ResponseNote => RESPONSE_NOTE,
        Line::Request => REQUEST,
        Line::Challenge => CHALLENGE,
        Line::Lesson => LESSON,
        Line::Resource => RESOURCE,
        Line::Takeaway => TAKEAWAY,
        Line::Win => WIN,
        Line::Material => MATERIAL,
        Line::Purpose => PURPOSE,
        Line::Terms => TERMS,
    }
}

/// What stands in place of a part in braces, by its name.
pub(super) fn parts(part: &str) -> &'static [&'static str] {
    match part {
        "who" => WHO,
        "thing" => THING,
        "place" => PLACE,
        "skill" => SKILL,
        "doing" => DOING,
        "when" => WHEN,
        "adjective" => ADJECTIVE,
        "effect" => EFFECT,
        "verb" => VERB,
        "reason" => REASON,
        "number" => NUMBER,
        "aspect" => ASPECT,
        _ => &["…"],
    }
}

/// People that everybody knows: only names from the Odyssey.
pub(in crate::demo) const NAMES: &[&str] = &[
    "Elpenor",
    "Eumaeus",
    "Mentes",
    "Peisistratus",
    "Polycaste",
    "Halitherses",
    "Theoclymenus",
    "Medon",
    "Phemius",
    "Demodocus",
    "Arete",
    "Alcinous",
    "Nausicaa",
    "Laodamas",
    "Echeneus",
    "Eurylochus",
    "Perimedes",
    "Polites",
    "Philoetius",
    "Dolius",
    "Eurynome",
    "Eurycleia",
    "Amphinomus",
    "Leiodes",
    "Clymenus",
    "Halius",
    "Clytoneus",
    "Megapenthes",
    "Alector",
    "Asphalion",
    "Eteoneus",
    "Anticleia",
    "Ctimene",
    "Idothea",
    "Eidothea",
    "Leucothea",
    "Thrasymedes",
    "Stratius",
    "Perseus",
    "Aretus",
];

/// Where they are from, to tell them apart.
pub(in crate::demo) const EPITHETS: &[&str] = &[
    "Ithaca",
    "Pylos",
    "Sparta",
    "Scheria",
    "Same",
    "Zacynthus",
    "Dulichium",
    "Thesprotia",
    "Taphos",
    "Phthia",
];

const WHO: &[&str] = &[
    "Eumaeus",
    "Mentes",
    "Peisistratus",
    "Polycaste",
    "Halitherses",
    "Medon",
    "Phemius",
    "Demodocus",
    "Arete",
    "Alcinous",
    "Laodamas",
    "Eurylochus",
    "Polites",
    "Philoetius",
    "Dolius",
    "Eurynome",
    "Eurycleia",
    "the new colleague",
    "the harbour team",
    "the night shift",
    "the steering group",
    "the office in Pylos",
    "the trainee",
];

const THING: &[&str] = &[
    "the design review",
    "the hiring plan",
    "the on-call handbook",
    "the migration",
    "the quarterly plan",
    "the interview guide",
    "the budget",
    "the research proposal",
    "the first chapter",
    "the release",
    "the team agreement",
    "the incident report",
    "the prototype",
    "the talk for the open day",
    "the promotion case",
    "the reading list",
    "the workshop",
    "the handover",
    "the roadmap",
    "the grant letter",
    "the monthly letter",
    "the data model",
    "the lab notebook",
    "the course outline",
    "the customer visit",
    "the estimate",
    "the style guide",
    "the retrospective",
    "the test bench",
    "the poster",
];

const PLACE: &[&str] = &[
    "in the weekly round",
    "at the whiteboard",
    "in the corridor",
    "on the call with Pylos",
    "in front of the whole team",
    "in the planning",
    "at the open day",
    "in the review",
    "in writing",
    "over lunch",
    "in the first ten minutes",
    "during the outage",
    "at the customer's",
];

const SKILL: &[&str] = &[
    "saying no",
    "asking for help early",
    "estimating",
    "listening to the end",
    "giving feedback",
    "leading a meeting",
    "writing short",
    "delegating",
    "speaking without slides",
    "handling disagreement",
    "coaching instead of telling",
    "protecting time for deep work",
    "naming a risk",
    "running an interview",
    "reading a paper critically",
    "negotiating a date",
    "teaching a beginner",
    "closing things",
];

const DOING: &[&str] = &[
    "rewriting",
    "presenting",
    "defending",
    "shortening",
    "handing over",
    "reviewing",
    "planning",
    "testing",
    "explaining",
    "postponing",
    "splitting up",
    "finishing",
    "questioning",
    "measuring",
];

const WHEN: &[&str] = &[
    "this week",
    "before the next session",
    "since last time",
    "twice in a row",
    "on Monday",
    "by the end of the month",
    "every morning",
    "in the quiet week",
    "after the release",
    "for the first time",
    "as so often",
    "without being asked",
    "a day early",
    "in the last hour",
];

const ADJECTIVE: &[&str] = &[
    "clear",
    "honest",
    "slow",
    "calm",
    "uneasy",
    "useful",
    "late",
    "short",
    "careful",
    "open",
    "stubborn",
    "light",
    "tense",
    "better than planned",
];

const EFFECT: &[&str] = &[
    "the room went quiet",
    "everybody knew what came next",
    "nobody had to ask twice",
    "two people came up afterwards",
    "we lost half an hour",
    "the question answered itself",
    "it took the pressure off",
    "the others followed",
    "it was decided in a minute",
    "I understood it at last",
    "the plan became simpler",
    "nobody dared to disagree",
    "we found the real problem",
    "it cost a friendship almost",
];

const VERB: &[&str] = &[
    "asked",
    "noticed",
    "explained",
    "doubted",
    "promised",
    "decided",
    "learned",
    "wrote down",
    "admitted",
    "suggested",
    "showed",
    "remembered",
];

const REASON: &[&str] = &[
    "because nobody owned it",
    "because the date was set by others",
    "since the numbers were old",
    "because it felt too small to mention",
    "since {who} was away",
    "because the first version was too long",
    "because we had agreed on it",
    "since it had worked before",
    "because the risk was named early",
    "as nobody had asked the users",
];

const NUMBER: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "ten", "a dozen", "twenty",
];

const ASPECT: &[&str] = &[
    "the opening",
    "the risks",
    "the second half",
    "the numbers",
    "the order of things",
    "the tone",
    "the people involved",
    "the timing",
    "the open questions",
    "what is left out",
    "the first page",
    "the fallback",
];

const TOPIC: &[&str] = &[
    "{doing} {thing}, and {aspect}",
    "{thing}: {aspect} and {aspect}",
    "How {who} sees {thing}",
    "{skill} {place}",
    "What came out of {thing} {when}",
    "{aspect} of {thing}",
    "{doing} {thing} with {who}",
    "{skill}, {when}",
    "After {thing}: what we keep",
];

const QUESTION: &[&str] = &[
    "What would {who} say about {aspect}?",
    "How did you learn {skill}?",
    "What makes {doing} {thing} hard {when}?",
    "Who needs to know {aspect} of {thing}?",
    "When is {thing} good enough for {who}?",
    "What would you do first with {thing}?",
    "Where does {skill} begin {place}?",
    "What am I not seeing in {thing}?",
    "How do I tell {who} about {thing}?",
];

const DECISION: &[&str] = &[
    "{doing} {thing} now, or {when}?",
    "Who leads {thing}, {who} or I?",
    "Is {thing} worth {number} more weeks?",
    "{aspect} or {aspect} first in {thing}?",
    "Do we tell {who} {when}?",
    "Stop {doing} {thing}, or go on?",
];

const FEEDBACK_ITEM: &[&str] = &[
    "How {doing} {thing} came across",
    "What I saw {place}, about {skill}",
    "One thing each about {thing}",
    "How {skill} went {place}",
    "What helped with {thing} {when}",
];

const PROGRESS: &[&str] = &[
    "{thing}: what moved {when}",
    "{number} steps on with {thing}",
    "{skill}: where it stands",
    "What we said about {thing}",
    "{doing} {thing}, a look at {aspect}",
];

const OUTCOME: &[&str] = &[
    "{aspect} first, then {aspect}.",
    "Ask {who} {when}.",
    "It is {adjective} enough.",
    "We go on with {thing}.",
    "Not now, {reason}.",
    "A page about {aspect}, no more.",
    "{who} {verb} it {place}.",
    "Try {skill} {place}, and look at it again.",
    "{number} attempts, then we talk.",
];

const PROMPT: &[&str] = &[
    "What moved, what is stuck, and what about {aspect}?",
    "If it works: who notices {place}?",
    "What would make {thing} easier for {who}?",
    "Which part of {thing} can wait?",
];

const PROMISE: &[&str] = &[
    "Send {who} a page about {aspect}",
    "Ask {who} about {aspect} of {thing}",
    "Write {number} lines about {thing} {when}",
    "Try {skill} {place}, {when}",
    "Read {thing} and mark {aspect}",
    "Introduce {who} to {who}",
    "Bring {number} examples of {skill}",
    "Block two hours for {doing} {thing}",
    "Talk to {who} {when}",
    "Show {thing} to {who}",
];

const CLOSE_NOTE: &[&str] = &[
    "{who} did it first.",
    "No longer needed, {reason}.",
    "It turned into {thing}.",
    "Not done, {reason}.",
    "Half of it, {when}.",
    "The rest goes to {who}.",
];

const GOAL: &[&str] = &[
    "Get better at {skill} {place}",
    "Finish {thing} with {who}",
    "Lead {thing} from start to end",
    "Understand {aspect} of {thing}",
    "Hand {thing} over to {who}",
    "Be known for {skill}",
    "Make {thing} boring for {who}",
];

const WHY: &[&str] = &[
    "{who} depends on it, and today it is {adjective}.",
    "So that {thing} doesn't hang on one person.",
    "It came up {number} times {place}.",
    "Without {skill} the next step is out of reach.",
    "It would free {number} hours a week.",
];

const TEST: &[&str] = &[
    "{who} can do it without me, {number} times in a row.",
    "{thing} is finished and {who} says so.",
    "{number} people use it {when} without asking.",
    "Somebody outside explains {aspect} correctly.",
    "One month in which {thing} needs no meeting.",
];

const BASELINE: &[&str] = &[
    "{number} attempts so far, all of them {adjective}.",
    "It takes {number} days, mostly waiting for {who}.",
    "Nobody has tried {reason}.",
    "Works {place}, and nowhere else.",
];

const OBSTACLE: &[&str] = &[
    "{thing} comes first, {reason}.",
    "It feels {adjective}, so I put it off.",
    "{who} asks for something else {when}.",
];

const IF_THEN: &[&str] = &[
    "If {thing} gets in the way, then I move it by a day and tell {who}.",
    "If I put it off twice, then I ask {who} for ten minutes.",
    "If it turns {adjective}, then I write down {aspect} first.",
];

const MILESTONE: &[&str] = &[
    "{number} examples of {skill} collected",
    "First draft of {thing}",
    "{thing} shown to {who}",
    "{aspect} agreed with {who}",
    "A first attempt {place}",
    "{number} people asked about {thing}",
    "{thing} without help",
];

const UPDATE: &[&str] = &[
    "{aspect} is settled, {who} {verb} it {when}.",
    "{skill} went {adjective} {place}.",
    "Stuck at {aspect}, {reason}.",
    "{number} of them are done, {when}.",
    "{thing} is in front of {who} now.",
    "Tried {doing} {thing}; {effect}.",
];

const SUMMARY: &[&str] = &[
    "We took {thing} apart, and {aspect} comes first.",
    "{skill} {place}: {number} attempts, and what to keep.",
    "A {adjective} hour about {thing} and {who}.",
    "{thing} moves on; {aspect} stays open until {who} answers.",
    "Mostly {skill}, and one decision about {thing}.",
    "We decided {aspect} and left {aspect} for later.",
];

const NOTE: &[&str] = &[
    "{who} {verb} that {thing} was {adjective}, and {effect}.",
    "About {thing}: {aspect} is not settled, {reason}.",
    "When it came to {skill}, {effect}.",
    "I {verb} {aspect} too early; {effect}.",
    "We spent {number} minutes on {doing} {thing}, {reason}.",
    "Next time begin with {aspect}, not with {aspect}.",
    "{who} wants {thing} {when}, which is {adjective} at best.",
    "The part about {skill} was {adjective}.",
    "A good question {place}: who decides {aspect} of {thing}?",
    "Remember to ask about {who} and {thing}.",
    "There was a pause when I mentioned {thing}, and then {effect}.",
    "{number} things stood out, above all {aspect} {place}.",
    "It is {adjective} to watch {doing} {thing} turn into {skill}.",
    "For me the lesson is {skill}, {reason}.",
    "We came back to {thing} {when}, and {effect}.",
    "{who} had {verb} it {place}, {reason}.",
];

const SITUATION: &[&str] = &[
    "{place}, when {thing} came up",
    "While {doing} {thing} with {who}",
    "When {who} {verb} something about {aspect}",
    "{when}, {place}",
];

const BEHAVIOUR: &[&str] = &[
    "you {verb} {aspect} before anybody else",
    "you went on {doing} {thing} when {who} had a question",
    "you waited until {who} had finished",
    "you named {aspect} in one sentence",
    "you answered for {who} {number} times",
    "you showed {aspect} instead of talking about it",
];

const IMPACT: &[&str] = &[
    "{effect}",
    "and {effect}, {when}",
    "I felt {adjective}, and {effect}",
    "{effect} {reason}",
];

const INTENT: &[&str] = &[
    "I think you meant to help {who}.",
    "Probably {reason}.",
    "You wanted {thing} to be finished.",
];

const NEXT_TIME: &[&str] = &[
    "Begin with {aspect}.",
    "Let {who} answer first.",
    "Try {skill} before {doing} {thing}.",
    "Count to {number} before you speak.",
];

const RESPONSE_NOTE: &[&str] = &[
    "Tried it {place}; {effect}.",
    "It is {adjective}, but I see it.",
    "I asked {who}, who says the same.",
    "Not for now, {reason}.",
    "{skill} comes before that.",
];

const REQUEST: &[&str] = &[
    "How I come across when {doing} {thing}",
    "{skill} {place}, what you see",
    "{aspect} of {thing}, without mercy",
];

const CHALLENGE: &[&str] = &[
    "{thing} is stuck at {aspect}",
    "{who} and I disagree about {aspect}",
    "No time for {skill}",
    "{doing} {thing} takes all week",
    "Afraid of {skill} {place}",
];

const LESSON: &[&str] = &[
    "{skill} begins with {aspect}.",
    "Ask {who} before {doing} {thing}.",
    "What is {adjective} today was {aspect} last month.",
    "{aspect} first, or {effect}.",
    "Small steps in {thing} beat one large one.",
];

const RESOURCE: &[&str] = &[
    "A short book about {skill}",
    "{skill} in {number} lessons",
    "The {thing} papers, part {number}",
    "A day on {skill} {place}",
    "{who} on {skill}",
];

const TAKEAWAY: &[&str] = &[
    "{aspect} matters more than {aspect}.",
    "Do {skill} {when}, not only when it burns.",
    "{number} questions for {thing}, kept on one page.",
];

const WIN: &[&str] = &[
    "{thing} is done, and {effect}",
    "{who} thanked us for {thing}",
    "{skill} worked {place}",
    "{number} people came to see {thing}",
    "{doing} {thing} took one hour {when}",
];

const MATERIAL: &[&str] = &[
    "{thing}, draft {number}",
    "notes on {aspect}",
    "{aspect} of {thing}",
    "a page about {skill}",
];

const PURPOSE: &[&str] = &[
    "To get from {doing} {thing} to {skill}, together with {who}.",
    "{skill}, and a second pair of eyes on {thing}.",
    "A year for {skill}, so that {thing} stands without help.",
];

const TERMS: &[&str] = &[
    "We tell each other {when}.",
    "{aspect} belongs to both of us.",
    "We look at {thing} together and decide {aspect} alone.",
    "{skill} is practised, not judged.",
    "Nothing about {aspect} leaves the room.",
    "Whoever is {adjective} says so first.",
];

/// What other scripts do to a line: CJK, emoji, right-to-left, combining marks, zero-width joiners.
pub(super) const ODD: &[&str] = &[
    "相談する前に、まず聞く。",
    "先听，再说，最后写下来",
    "질문을 먼저 하기",
    "שאלה אחת לפני כל תשובה",
    "سؤال قبل كل نصيحة",
    "🧭⛵ weiter so 🎉",
    "👩‍💻👨‍🏫 zu zweit",
    "naïve résumé, e\u{301}crit a\u{300} la main",
    "Ἄνδρα μοι ἔννεπε, Μοῦσα",
    "Z\u{335}a\u{336}l\u{334}g\u{337}o",
    "ตั้งคำถามก่อนตอบ",
    "Спроси раньше, чем застрял",
];
