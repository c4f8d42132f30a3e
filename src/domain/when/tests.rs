use super::*;
use proptest::prelude::*;

/// Tuesday 24 November 2026, 10:00.
fn now() -> LocalNow {
    at("2026-11-24", "10:00")
}

fn at(day: &str, time: &str) -> LocalNow {
    LocalNow {
        day: date_of(day),
        time: time
            .parse()
            .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
            .unwrap(),
    }
}

fn date_of(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn iso(result: Result<NaiveDate, WhenError>) -> String {
    result.map_or_else(|error| error.to_string(), |day| day.to_string())
}

fn instant(text: &str, leaning: Leaning) -> String {
    match moment(text, now(), leaning) {
        Ok(Moment {
            day,
            time: Some(time),
        }) => format!("{day} {}", show_time(time)),
        Ok(Moment { day, time: None }) => day.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn days_as_typed() {
    let table = [
        ("today", "2026-11-24"),
        ("Tomorrow", "2026-11-25"),
        ("tmr", "2026-11-25"),
        ("yesterday", "2026-11-23"),
        ("wed", "2026-11-25"),
        ("Tue", "2026-12-01"),
        ("mon", "2026-11-30"),
        ("Friday", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("next mon", "2026-11-30"),
        ("next tue", "2026-12-01"),
        ("this fri", "2026-11-27"),
        ("last fri", "2026-11-20"),
        ("last tue", "2026-11-17"),
        ("last mon", "2026-11-23"),
        ("26 nov", "2026-11-26"),
        ("nov 26", "2026-11-26"),
        ("26th November 2026", "2026-11-26"),
        ("November 26, 2026", "2026-11-26"),
        ("24 nov", "2026-11-24"),
        ("23 nov", "2027-11-23"),
        ("1 sept", "2027-09-01"),
        ("29 feb", "2028-02-29"),
        ("26.11.", "2026-11-26"),
        ("26.11", "2026-11-26"),
        ("26.11.2026", "2026-11-26"),
        ("26/11", "2026-11-26"),
        ("26/11/2027", "2027-11-26"),
        ("2026-11-26", "2026-11-26"),
        ("thu 26 nov", "2026-11-26"),
        ("Thu 26 Nov 2026", "2026-11-26"),
        ("in 3 days", "2026-11-27"),
        ("in 2 weeks", "2026-12-08"),
        ("in a month", "2026-12-24"),
        ("in two years", "2028-11-24"),
        ("+3d", "2026-11-27"),
        ("+1w", "2026-12-01"),
        ("+2m", "2027-01-24"),
        ("3 days ago", "2026-11-21"),
        ("2 weeks ago", "2026-11-10"),
        ("end of month", "2026-11-30"),
        ("the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of week", "2026-11-29"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("  26   NOV ", "2026-11-26"),
    ];
    for (typed, meant) in table {
        assert_eq!(iso(day(typed, now())), meant, "{typed}");
    }
}

#[test]
fn days_that_lean_back() {
    let table = [
        ("wed", "2026-11-18"),
        ("tue", "2026-11-24"),
        ("26 nov", "2025-11-26"),
        ("24 nov", "2026-11-24"),
        ("29 feb", "2024-02-29"),
        ("in 2 weeks", "2026-12-08"),
    ];
    for (typed, meant) in table {
        assert_eq!(
            iso(day_leaning(typed, now(), Leaning::Past)),
            meant,
            "{typed}"
        );
    }
}

#[test]
fn months_end_where_they_end() {
    let from = |iso_day: &str, typed: &str| iso(day(typed, at(iso_day, "10:00")));
    assert_eq!(from("2027-01-31", "in a month"), "2027-02-28");
    assert_eq!(from("2028-01-31", "+1m"), "2028-02-29");
    assert_eq!(from("2028-02-29", "in 1 year"), "2029-02-28");
    assert_eq!(from("2026-12-31", "next month"), "2027-01-01");
    assert_eq!(from("2028-02-10", "end of month"), "2028-02-29");
    assert_eq!(from("2026-11-29", "end of week"), "2026-11-29");
    assert_eq!(from("2026-11-28", "next fri"), "2026-12-04");
    assert_eq!(from("2026-12-31", "next fri"), "2027-01-08");
}

#[test]
fn moments_as_typed() {
    let table = [
        ("thu 15:00", "2026-11-26 15:00"),
        ("thu 15", "2026-11-26 15:00"),
        ("thu at 15", "2026-11-26 15:00"),
        ("Thu 26 Nov 2026, 15:00", "2026-11-26 15:00"),
        ("tomorrow 9", "2026-11-25 09:00"),
        ("tomorrow 9am", "2026-11-25 09:00"),
        ("thu 3pm", "2026-11-26 15:00"),
        ("thu 3:30 pm", "2026-11-26 15:30"),
        ("thu 12am", "2026-11-26 00:00"),
        ("thu 12 pm", "2026-11-26 12:00"),
        ("thu noon", "2026-11-26 12:00"),
        ("thu midnight", "2026-11-26 00:00"),
        ("thu 15h", "2026-11-26 15:00"),
        ("thu 15.30", "2026-11-26 15:30"),
        ("15.30", "2026-11-24 15:30"),
        ("10.12", "2026-12-10"),
        ("26 nov 15", "2026-11-26 15:00"),
        ("nov 26 9:05", "2026-11-26 09:05"),
        ("in 2 weeks 15:00", "2026-12-08 15:00"),
        ("26.11. 15", "2026-11-26 15:00"),
        ("15:00", "2026-11-24 15:00"),
        ("9:00", "2026-11-25 09:00"),
        ("10:00", "2026-11-24 10:00"),
        ("at 9", "2026-11-25 09:00"),
        ("noon", "2026-11-24 12:00"),
        ("2026-11-26 15:00", "2026-11-26 15:00"),
        ("2026-11-26T15:00", "2026-11-26 15:00"),
        ("now", "2026-11-24 10:00"),
        ("in 30 min", "2026-11-24 10:30"),
        ("in 2 hours", "2026-11-24 12:00"),
        ("in an hour", "2026-11-24 11:00"),
        ("11 hours ago", "2026-11-23 23:00"),
        ("fri", "2026-11-27"),
        ("20:34 today", "2026-11-24 20:34"),
        ("15:00 thu", "2026-11-26 15:00"),
        ("15:00 on thu", "2026-11-26 15:00"),
        ("at 15:00 on 26 nov", "2026-11-26 15:00"),
        ("3 pm tomorrow", "2026-11-25 15:00"),
        ("noon, 26 nov", "2026-11-26 12:00"),
        ("16:30 in 2 weeks", "2026-12-08 16:30"),
    ];
    for (typed, meant) in table {
        assert_eq!(instant(typed, Leaning::Future), meant, "{typed}");
    }
}

#[test]
fn moments_that_lean_back() {
    let table = [
        ("wed 10", "2026-11-18 10:00"),
        ("tue 9", "2026-11-24 09:00"),
        ("tue 15", "2026-11-17 15:00"),
        ("15:00", "2026-11-23 15:00"),
        ("9:00", "2026-11-24 09:00"),
        ("yesterday 18:30", "2026-11-23 18:30"),
        ("24 nov 9", "2026-11-24 09:00"),
        ("15:00 tue", "2026-11-17 15:00"),
        ("18:30 yesterday", "2026-11-23 18:30"),
    ];
    for (typed, meant) in table {
        assert_eq!(instant(typed, Leaning::Past), meant, "{typed}");
    }
}

#[test]
fn a_day_without_its_year_was_told_when_it_is_nearest() {
    let table = [
        ("7 dec 7:00", "2026-12-07 07:00"),
        ("7 nov 7:00", "2026-11-07 07:00"),
        ("1 may 9:00", "2027-05-01 09:00"),
        ("1 june 9:00", "2026-06-01 09:00"),
        ("7 dec 2025 7:00", "2025-12-07 07:00"),
        ("wed 10", "2026-11-18 10:00"),
        ("tue 15", "2026-11-17 15:00"),
        ("15:00", "2026-11-23 15:00"),
        ("29 feb 9:00", "2028-02-29 09:00"),
    ];
    for (typed, meant) in table {
        let read = moment_told(typed, now()).unwrap();
        let read = format!("{} {}", read.day, show_time(read.time.unwrap()));
        assert_eq!(read, meant, "{typed}");
    }
}

#[test]
fn the_day_that_an_error_names_is_on_the_side_of_now_that_is_asked_for() {
    for today in ["2026-11-24", "2026-12-28", "2027-11-30", "2028-02-28"] {
        let now = LocalNow {
            day: today.parse().unwrap(),
            ..now()
        };
        for wrong in ["fooday", "26/13", "15", "31 nov", ""] {
            for leaning in [Leaning::Future, Leaning::Past] {
                let error = moment(wrong, now, leaning).unwrap_err().to_string();
                let ways = error.rsplit_once("Try ").unwrap().1;
                for way in ways.trim_end_matches('.').split(", ") {
                    let read = moment(way, now, leaning).unwrap();
                    let days = (read.day - now.day).num_days();
                    let is_asked = match leaning {
                        Leaning::Future => days >= 0,
                        Leaning::Past => days <= 0,
                    };
                    assert!(is_asked && days.abs() < 370, "{today}: {error}");
                }
            }
        }
    }
    let today = "2026-12-28".parse().unwrap();
    let near = |leaning| Near::new(today, leaning).to_string();
    assert_eq!(near(Leaning::Future), "9 jan, in 2 weeks");
    assert_eq!(near(Leaning::Past), "16 dec, 2 weeks ago");
}

#[test]
fn errors_say_the_way_out() {
    let table = [
        ("", "No date yet. Try thu 15:00, 6 dec, in 2 weeks."),
        (
            "31 nov",
            "No such day: 31 Nov. Try 30 nov, mon 15:00, in 2 weeks.",
        ),
        (
            "31 nov 15:00",
            "No such day: 31 Nov. Try 30 nov, mon 15:00, in 2 weeks.",
        ),
        (
            "29 feb 2027",
            "No such day: 29 Feb 2027. Try 28 feb 2027, mon 15:00, in 2 weeks.",
        ),
        (
            "26/13",
            "No such day: 26/13. Try 6 dec, mon 15:00, in 2 weeks.",
        ),
        (
            "in 9999 years",
            "No such day: in 9999 years. Try 6 dec, mon 15:00, in 2 weeks.",
        ),
        (
            "fri 26 nov",
            "No such day: 26 Nov 2026 is a Thu, not a Fri. Try 26 Nov 2026, fri 15:00, in 2 weeks.",
        ),
        (
            "fooday",
            "Not a date: 'fooday'. Try thu 15:00, 6 dec, in 2 weeks.",
        ),
        ("25:00", "No such time: 25:00. Try 15:00, 9, noon."),
        ("25:00 thu", "No such time: 25:00. Try 15:00, 9, noon."),
        ("thu 25:00", "No such time: 25:00. Try 15:00, 9, noon."),
        ("thu 15:60", "No such time: 15:60. Try 15:00, 9, noon."),
        ("thu 13pm", "No such time: 13pm. Try 15:00, 9, noon."),
        (
            "15",
            "Not a date by itself: '15'. Try 6 dec, thu 15, 15:00.",
        ),
        (
            "a\u{1b}[31m\tb",
            "Not a date: 'a\u{FFFD}[31m b'. Try thu 15:00, 6 dec, in 2 weeks.",
        ),
        (
            "abcdefghijklmnopqrstuvwxyz",
            "Not a date: 'abcdefghijklmnopqrstuvwx…'. Try thu 15:00, 6 dec, in 2 weeks.",
        ),
    ];
    for (typed, said) in table {
        assert_eq!(instant(typed, Leaning::Future), said, "{typed}");
    }
    // Of the years that a date may mean, the nearest is told of.
    let past = [
        ("mon 7 dec 7:00", "Mon 7 Dec is ahead. Try mon 15:00."),
        (
            "fooday",
            "Not a date: 'fooday'. Try thu 15:00, 12 nov, 2 weeks ago.",
        ),
        (
            "tue 7 dec",
            "No such day: 7 Dec 2026 is a Mon, not a Tue. Try 7 Dec 2026, tue 15:00, 2 weeks ago.",
        ),
    ];
    for (typed, said) in past {
        assert_eq!(instant(typed, Leaning::Past), said, "{typed}");
    }
    assert_eq!(
        instant("mon 23 nov", Leaning::Future),
        "Mon 23 Nov is past. Try mon 15:00."
    );
    assert_eq!(
        iso(day("31 nov", now())),
        "No such day: 31 Nov. Try 30 nov, mon, in 2 weeks."
    );
    assert_eq!(
        iso(day("thu 15:00", now())),
        "Not a date: 'thu 15:00'. Try thu, 6 dec, in 2 weeks."
    );
}

#[test]
fn garbage_is_refused() {
    let table = [
        "nov",
        "26",
        "in 2",
        "2 weeks",
        "in weeks",
        "next",
        "next foo",
        "fri fri",
        "26 nov 26",
        "26.11.26",
        "26/11/",
        "+3",
        "+d",
        "in 2m",
        "in 2 m",
        "3 days later",
        "thu 10.11 x",
        "2026-11",
        "2026-11-26T",
        "0026-11-26",
        "26 nov tomorrow",
        "15:0",
        ":00",
        "15:",
        "15:00:00",
        "-3d",
        "fri 15 16",
        "at",
        "am",
        "pm",
        "h",
        ",",
        "thu,,",
        "１５:00",
        "today now",
        "1530",
        "10000000000 days ago",
        "24:00",
        "0am",
        "ago",
        "in",
        "end of",
        "end of fri",
    ];
    for typed in table {
        assert!(moment(typed, now(), Leaning::Future).is_err(), "{typed}");
        assert!(day(typed, now()).is_err(), "{typed}");
    }
}

#[test]
fn a_week_begins_where_the_user_lets_it() {
    let first = |day, starts| week_of(date_of(day), starts).unwrap().to_string();
    assert_eq!(first("2026-11-24", Weekday::Mon), "2026-11-23");
    assert_eq!(first("2026-11-24", Weekday::Sun), "2026-11-22");
    assert_eq!(first("2026-11-22", Weekday::Sun), "2026-11-22");
    assert_eq!(first("2026-11-22", Weekday::Mon), "2026-11-16");
}

#[test]
fn days_as_shown() {
    let (today, date) = (date_of("2026-11-24"), date_of);
    assert_eq!(show_day(date("2026-11-26"), today), "Thu 26 Nov");
    assert_eq!(show_day(date("2027-02-01"), today), "Mon 1 Feb");
    assert_eq!(show_day(date("2027-11-26"), today), "Fri 26 Nov 2027");
    assert_eq!(show_day_long(today), "Tue 24 Nov 2026");
    assert_eq!(short_day(date("2026-10-01"), today), "1 Oct");
    assert_eq!(padded_day(date("2026-10-01"), today), " 1 Oct");
    let first = |style| show::written(date("2026-10-01"), style, show::Year::Plain);
    assert_eq!(first(DayStyle::MonthFirst), "Oct  1");
    assert_eq!(first(DayStyle::Iso), "2026-10-01");
    assert_eq!(short_day(date("2024-11-26"), today), "26 Nov 2024");
    assert_eq!(
        Moment {
            day: today,
            time: None
        }
        .to_string(),
        "Tue 24 Nov 2026"
    );
}

#[test]
fn distances_as_shown() {
    let today = date_of("2026-11-24");
    let table = [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 d"),
        (13, "in 13 d"),
        (-3, "3 d ago"),
        (14, "in 2 weeks"),
        (21, "in 3 weeks"),
        (-42, "6 weeks ago"),
        (62, "in 8 weeks"),
        (63, "in 2 months"),
        (160, "in 5 months"),
        (-380, "12 months ago"),
        (-800, "2 years ago"),
    ];
    for (days, shown) in table {
        assert_eq!(
            relative(today + TimeDelta::days(days), today),
            shown,
            "{days}"
        );
    }
    let durations = [
        (25, "25 min"),
        (90, "90 min"),
        (180, "3 h"),
        (-200, "3 h"),
        (2879, "47 h"),
        (2880, "2 d"),
    ];
    for (minutes, shown) in durations {
        assert_eq!(duration_words(minutes), shown);
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..36_525u64).prop_map(|days| date_of("1990-01-01") + Days::new(days))
}

fn any_time() -> impl Strategy<Value = NaiveTime> {
    (0..24u32, 0..60u32)
        .prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

fn any_now() -> impl Strategy<Value = LocalNow> {
    (any_day(), any_time()).prop_map(|(day, time)| LocalNow { day, time })
}

fn extreme_now() -> impl Strategy<Value = LocalNow> {
    let day = prop_oneof![8 => any_day(), 1 => Just(NaiveDate::MAX), 1 => Just(NaiveDate::MIN)];
    (day, any_time()).prop_map(|(day, time)| LocalNow { day, time })
}

fn any_leaning() -> impl Strategy<Value = Leaning> {
    prop_oneof![Just(Leaning::Future), Just(Leaning::Past)]
}

/// Texts from words that mean something, so that many of them get far.
fn likely_text() -> impl Strategy<Value = String> {
    let word = "today|tmr|fri|next|last|this|in|ago|end|of|month|week|nov|feb|[0-9]{1,4}|\\+[0-9]{1,5}[dwmy]|days|years|a|\
                [0-9]{1,2}[.:/][0-9]{1,2}[.]?|at|pm|noon|now|min|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(T[0-9]{2}:[0-9]{2})?|hours";
    prop::collection::vec(word, 0..5).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_text_panics(text in prop_oneof![any::<String>(), likely_text()], now in extreme_now(), leaning in any_leaning()) {
        for error in [day_leaning(&text, now, leaning).err(), moment(&text, now, leaning).err()].into_iter().flatten() {
            prop_assert!(!error.to_string().chars().any(is_unsafe));
            prop_assert!(error.to_string().chars().count() < 110);
        }
    }

    #[test]
    fn a_day_reads_back_in_every_style(shown in any_day(), now in any_now(), leaning in any_leaning()) {
        for style in [DayStyle::DayFirst, DayStyle::MonthFirst, DayStyle::Iso] {
            let written = show::written(shown, style, show::Year::Shown);
            let typed = format!("{} {}", shown.weekday(), written.trim_start());
            prop_assert_eq!(day_leaning(&typed, now, leaning), Ok(shown));
        }
    }

    #[test]
    fn a_day_shown_reads_back(shown in any_day(), now in any_now(), leaning in any_leaning()) {
        prop_assert_eq!(day_leaning(&show_day_long(shown), now, leaning), Ok(shown));
        prop_assert_eq!(day_leaning(&shown.to_string(), now, leaning), Ok(shown));
    }

    #[test]
    fn an_echo_means_the_same(text in likely_text(), now in any_now(), leaning in any_leaning()) {
        if let Ok(understood) = moment(&text, now, leaning) {
            prop_assert_eq!(moment(&understood.to_string(), now, leaning), Ok(understood));
        }
    }

    #[test]
    fn a_day_is_a_moment_without_time(text in likely_text(), now in any_now(), leaning in any_leaning()) {
        if let Ok(day) = day_leaning(&text, now, leaning) {
            prop_assert_eq!(moment(&text, now, leaning), Ok(Moment { day, time: None }));
        }
    }

    #[test]
    fn leaning_keeps_its_side(shown in any_day(), today in any_day(), time in any_time()) {
        let now = LocalNow { day: today, time };
        for format in ["%-d %b", "%a"] {
            let typed = shown.format(format).to_string();
            prop_assert!(day_leaning(&typed, now, Leaning::Future)? >= today);
            prop_assert!(day_leaning(&typed, now, Leaning::Past)? <= today);
        }
    }

    #[test]
    fn months_stop_at_their_end(today in any_day(), count in 0..500u32) {
        let later = day(&format!("in {count} months"), LocalNow { day: today, time: NaiveTime::MIN })?;
        let months = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        prop_assert_eq!(months(later), months(today) + count.cast_signed());
        prop_assert!(later.day() == today.day() || later.succ_opt().is_some_and(|next| next.day() == 1));
    }

    #[test]
    fn days_shown_are_short(shown in any_day(), today in any_day()) {
        prop_assert!(short_day(shown, today).len() <= 11);
        prop_assert!(relative(shown, today).len() <= 13);
        prop_assert!(!relative(shown, today).contains(" 1 "));
    }
}
