use super::*;
use chrono::NaiveTime;
use proptest::prelude::*;

fn goals() -> Vec<String> {
    [
        "Speak at a local meetup",
        "Lead a design review",
        "Revue de l’été",
        "Design",
        "Lead",
    ]
    .map(str::to_owned)
    .into()
}

/// Tuesday 24 November 2026, 10:00, with everything taken.
fn grammar(goals: &[String]) -> Grammar<'_> {
    let now = LocalNow {
        day: "2026-11-24".parse().unwrap(),
        time: NaiveTime::from_hms_opt(10, 0, 0).unwrap(),
    };
    Grammar {
        takes_date: true,
        takes_minutes: true,
        takes_kind: true,
        goals,
        partner: "Zoë Pallas",
        now,
    }
}

/// An agenda's line as `text | understood`.
fn item(line: &str) -> String {
    let goals = goals();
    shown(
        line,
        &Grammar {
            takes_date: false,
            ..grammar(&goals)
        },
    )
}

/// A promise's line as `text | understood`.
fn promise(line: &str) -> String {
    let goals = goals();
    shown(
        line,
        &Grammar {
            takes_minutes: false,
            takes_kind: false,
            ..grammar(&goals)
        },
    )
}

fn shown(line: &str, grammar: &Grammar) -> String {
    let read = QuickLine::read(line, grammar);
    format!("{} | {}", read.text, read.understood(grammar).join(" · "))
}

#[test]
fn items() {
    let table = [
        (
            "How did you choose? 5m @me #lead-a",
            "How did you choose? | question · 5 min · me · Lead a design review",
        ),
        (
            "How did you choose? #meet @me 5m",
            "How did you choose? | question · 5 min · me · Speak at a local meetup",
        ),
        (
            "  Talk   for the conference  10m ",
            "Talk for the conference | 10 min",
        ),
        ("?What now", "What now | question"),
        ("? What now", "What now | question"),
        (
            "! Which conference? 5m",
            "Which conference? | decision · 5 min",
        ),
        ("~ Review #revi", "Review | progress · Lead a design review"),
        ("* write-up @zoe", "write-up | feedback · Zoë Pallas"),
        (
            "+ talk accepted @Zoë Pallas",
            "talk accepted | win · Zoë Pallas",
        ),
        ("^ rushing @ZOE-PALLAS", "rushing | challenge · Zoë Pallas"),
        ("= slow down @both", "slow down | lesson · both"),
        (
            "@them Show the write-up 15min",
            "Show the write-up | 15 min · Zoë Pallas",
        ),
        ("@zoë pallas Show", "Show | Zoë Pallas"),
        ("ran 5m late", "ran 5m late | "),
        ("bug #123", "bug #123 | "),
        (r"bug \#design", "bug #design | "),
        (r"wait \5m", "wait 5m | "),
        (r"wait \5m @me", "wait 5m | me"),
        (r"\? is a mark", "? is a mark | "),
        (r"C:\new \ \\x", r"C:\new \ \x | "),
        ("ask @nobody", "ask @nobody | "),
        ("mail zoe@me", "mail zoe@me | "),
        ("talk 5m 10m", "talk 5m | 10 min"),
        ("talk 0m", "talk 0m | "),
        ("talk 481m", "talk 481m | "),
        ("talk 480m", "talk | 480 min"),
        ("talk +5m", "talk +5m | "),
        ("review #design", "review | Design"),
        ("holidays #ete", "holidays | Revue de l’été"),
        ("holidays #ÉTÉ", "holidays | Revue de l’été"),
        ("what about #design?", "what about #design? | question"),
        ("what happens today", "what happens today | "),
        ("plans for 26 nov", "plans for 26 nov | "),
        ("fri 5m", "fri | 5 min"),
        ("?", "? | question"),
        ("@", "@ | "),
        ("#", "# | "),
        ("5m", " | 5 min"),
        ("", " | "),
    ];
    for (line, meant) in table {
        assert_eq!(item(line), meant, "{line}");
    }
}

#[test]
fn a_name_with_a_colon_says_whose_a_promise_is() {
    let table = [
        (
            "Zoë Pallas: Send the paper fri",
            "Send the paper | Zoë Pallas · Fri 27 Nov",
        ),
        ("zoe: Send the paper", "Send the paper | Zoë Pallas"),
        ("zoe: @me Send the paper", "@me Send the paper | Zoë Pallas"),
        ("\\Zoë: Send the paper", "Zoë: Send the paper | "),
        ("Paper: Send it to Zoë:", "Paper: Send it to Zoë: | "),
    ];
    for (line, read) in table {
        assert_eq!(promise(line), read, "{line}");
    }
    assert_eq!(item("zoe: a word of hers"), "zoe: a word of hers | ");
}

#[test]
fn promises() {
    let table = [
        (
            "@them fri Send the paper",
            "Send the paper | Zoë Pallas · Fri 27 Nov",
        ),
        (
            "fri @them Send the paper",
            "Send the paper | Zoë Pallas · Fri 27 Nov",
        ),
        (
            "Send the paper @them fri",
            "Send the paper | Zoë Pallas · Fri 27 Nov",
        ),
        (
            "Send the paper fri @them #lead",
            "Send the paper | Zoë Pallas · Lead · Fri 27 Nov",
        ),
        ("Send the paper by fri", "Send the paper | Fri 27 Nov"),
        (
            "Read one a week by 31 feb",
            "Read one a week by 31 feb | 31 Feb is no day: kept as text",
        ),
        (
            "Send the paper by the end of next month",
            "Send the paper | Thu 31 Dec",
        ),
        (
            "Send the paper 26 nov @me",
            "Send the paper | me · Thu 26 Nov",
        ),
        ("Send the paper thu 26 nov", "Send the paper | Thu 26 Nov"),
        ("Send the paper in 2 weeks", "Send the paper | Tue 8 Dec"),
        ("in 2 weeks send the paper", "send the paper | Tue 8 Dec"),
        ("Send the paper next fri", "Send the paper | Fri 4 Dec"),
        ("Send the paper 26.11.", "Send the paper | Thu 26 Nov"),
        ("Send the paper 26/11", "Send the paper | Thu 26 Nov"),
        ("Send the paper 2026-10-01", "Send the paper | Thu 1 Oct"),
        ("Fri, send the paper", "send the paper | Fri 27 Nov"),
        ("today", " | Tue 24 Nov"),
        ("Talk about march", "Talk about march | "),
        ("Prepare march", "Prepare march | "),
        ("Buy 26", "Buy 26 | "),
        ("Ask him about sun", "Ask him about sun | "),
        ("Ask about next fri", "Ask about next fri | "),
        ("Report every fri", "Report every fri | "),
        ("Read until fri", "Read until fri | "),
        ("Plan mon and tue", "Plan mon and tue | "),
        ("Mon and Tue: plan", "Mon and Tue: plan | "),
        (
            "Write down what we said last fri",
            "Write down what we said last fri | ",
        ),
        (
            "Write down what happened yesterday",
            "Write down what happened yesterday | ",
        ),
        (
            "Note what broke 2 weeks ago",
            "Note what broke 2 weeks ago | ",
        ),
        ("Upgrade to 2.10", "Upgrade to 2.10 | "),
        ("Read chapter 3.2", "Read chapter 3.2 | "),
        ("Read chapter 3 dec", "Read chapter 3 dec | "),
        ("Read the chapter fri", "Read the chapter | Fri 27 Nov"),
        (
            "Read the chapter by 22 dec",
            "Read the chapter | Tue 22 Dec",
        ),
        ("1/2 page on rest", "1/2 page on rest | "),
        (
            "Send it mon 26 nov",
            "Send it mon 26 nov | 26 Nov 2026 is a Thu: kept as text",
        ),
        (
            "Send it 31 nov @them",
            "Send it 31 nov | Zoë Pallas · 31 Nov is no day: kept as text",
        ),
        (
            "Send it 2027-02-31",
            "Send it 2027-02-31 | 31 Feb 2027 is no day: kept as text",
        ),
        ("Write about 31 nov", "Write about 31 nov | "),
        (
            "Send both by 31 nov",
            "Send both by 31 nov | 31 Nov is no day: kept as text",
        ),
        (r"Send it \31 \nov", "Send it 31 nov | "),
        ("Upgrade it 2.30", "Upgrade it 2.30 | "),
        (r"Watch the film \fri", "Watch the film fri | "),
        (r"\Fri send it mon", "Fri send it | Mon 30 Nov"),
        ("Send it fri 15:00", "Send it fri 15:00 | "),
        ("Wait 5m", "Wait 5m | "),
        ("+ is no mark here?", "+ is no mark here? | "),
    ];
    for (line, meant) in table {
        assert_eq!(promise(line), meant, "{line}");
    }
}

#[test]
fn no_partner_and_no_goals() {
    let grammar = Grammar {
        partner: "",
        ..grammar(&[])
    };
    assert_eq!(shown("ask @ @them #x", &grammar), "ask @ @them #x | ");
    assert_eq!(shown("ask @", &grammar), "ask @ | ");
    assert_eq!(shown("x @mē", &grammar), "x | me");
}

#[test]
fn signs_lead_back() {
    for mark in Mark::ALL {
        assert_eq!(Mark::from_sign(mark.sign()), Some(mark));
    }
    assert_eq!(Mark::from_sign('x'), None);
}

fn likely_line() -> impl Strategy<Value = String> {
    let word = "[?!~*+^=]|[?!~*+^=]?[a-z]{1,4}|[0-9]{1,3}m|@(me|them|both|zoe|zoë|Pallas|x)|#(lead|des|été|speak-at|x|1)|fri|26|nov|\
                in|2|weeks|today|by|end|of|month|last|next|Pallas|[?.,]|\\\\(5m|fri|@me|#lead|\\\\)?|[0-9]{1,2}[./][0-9]{1,2}\\.?|\
                202[67]-1[012]-[0-9]{2}|why\\?|about";
    prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![1 => any::<String>(), 4 => likely_line()]
}

/// What was understood, as the line that says it most plainly.
fn canonical(read: &QuickLine, grammar: &Grammar) -> String {
    let mut words: Vec<String> = read
        .mark
        .map(|mark| mark.sign().to_string())
        .into_iter()
        .collect();
    words.extend(read.text.split_whitespace().map(|word| format!("\\{word}")));
    words.extend(read.minutes.map(|minutes| format!("{minutes}m")));
    words.extend(
        read.owner
            .map(|side| format!("@{}", side_word(side, "them"))),
    );
    words.extend(
        read.goal
            .map(|place| format!("#{}", slug(&grammar.goals[place]))),
    );
    words.extend(read.due.map(|day| day.to_string()));
    words.join(" ")
}

/// How many of these words only a part that was read can account for.
fn all_accounted(words: &[&str], read: &QuickLine) -> bool {
    let is = |start: char| words.iter().filter(|word| word.starts_with(start)).count();
    let minutes = words.iter().filter(|word| minutes(word).is_some()).count();
    let dated = words.iter().any(|word| {
        !word.starts_with(['@', '#']) && super::minutes(word).is_none() && *word != "Pallas"
    });
    is('@') == usize::from(read.owner.is_some())
        && is('#') == usize::from(read.goal.is_some())
        && minutes == usize::from(read.minutes.is_some())
        && dated == read.due.is_some()
}

proptest! {
    #[test]
    fn no_line_panics(line in any_line(), dates: bool, minutes: bool, kinds: bool, partner: String) {
        let goals = goals();
        let grammar =
            Grammar { takes_date: dates, takes_minutes: minutes, takes_kind: kinds, partner: &partner, ..grammar(&goals) };
        let read = QuickLine::read(&line, &grammar);
        prop_assert!(dates || read.due.is_none());
        prop_assert!(minutes || read.minutes.is_none());
        prop_assert!(kinds || read.mark.is_none());
        prop_assert_eq!(read.text.trim(), &read.text);
    }

    #[test]
    fn what_was_understood_reads_the_same(line in any_line(), dates: bool, kinds: bool) {
        let goals = goals();
        let grammar = Grammar { takes_date: dates, takes_kind: kinds, ..grammar(&goals) };
        let read = QuickLine { no_day: None, ..QuickLine::read(&line, &grammar) };
        prop_assert_eq!(QuickLine::read(&canonical(&read, &grammar), &grammar), read);
    }

    #[test]
    fn no_word_is_lost(line in any_line(), dates: bool, kinds: bool) {
        let goals = goals();
        let grammar = Grammar { takes_date: dates, takes_kind: kinds, ..grammar(&goals) };
        let read = QuickLine::read(&line, &grammar);
        let words: Vec<&str> = split_mark(line.trim(), &grammar).1.split_whitespace().collect();
        let text: Vec<&str> = read.text.split_whitespace().collect();
        let accounted = words.len() - text.len();
        let found = (0..=accounted).any(|start| {
            let middle = words[start..start + text.len()].iter().map(|word| unescaped(word));
            let rest = [&words[..start], &words[start + text.len()..]].concat();
            middle.eq(text.iter().copied()) && all_accounted(&rest, &read)
        });
        prop_assert!(found, "{:?} of {:?}", read, words);
    }

    #[test]
    fn escaped_words_are_text(line in likely_line()) {
        let goals = goals();
        let words: Vec<&str> = line.split_whitespace().collect();
        let escaped: Vec<String> = words.iter().map(|word| format!("\\{word}")).collect();
        let read = QuickLine::read(&escaped.join(" "), &grammar(&goals));
        prop_assert_eq!(read.text, words.join(" "));
    }
}
