
// What the generated types mean, by values of row 2; NULL and not given in JSON.
fn typed(row: &db::tables::Everything) {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    let instant: chrono::DateTime<chrono::Utc> = "2024-02-29T12:34:56.789123Z".parse().unwrap();
    assert_eq!((row.c_bool, row.c_int2, row.c_int8), (Some(true), Some(i16::MIN), Some(i64::MAX)));
    assert_eq!(row.c_mood, Some(db::enums::Mood::SayHi));
    assert_eq!(row.a_mood.as_deref(), Some(&[db::enums::Mood::Empty, db::enums::Mood::ItS, db::enums::Mood::BackSlash][..]));
    assert_eq!((row.c_timestamptz, row.c_date), (Some(instant), chrono::NaiveDate::from_ymd_opt(2024, 2, 29)));
    assert_eq!(row.c_int4range, Some(db::runtime::Range::Between(Included(1), Excluded(10))));
    assert_eq!(row.c_tstzrange, Some(db::runtime::Range::Between(Included(instant), Unbounded)));
    assert_eq!(row.c_tsrange, Some(db::runtime::Range::Empty));
    assert_eq!(row.c_interval, Some(db::runtime::Interval { months: 14, days: 3, microseconds: 14706789000 }));
    let spot = row.c_spot.as_ref().unwrap();
    assert_eq!((spot.label.as_deref(), spot.feeling, spot.weight), (Some("x\"\\"), Some(db::enums::Mood::Sad), Some(1.5)));
    assert_eq!(row.a_spot.as_ref().unwrap()[0].feeling, Some(db::enums::Mood::Empty));
    assert_eq!(row.c_pair, Some(db::types::PairRow { a: Some(1), b: Some(2), note: None }));
    assert!(row.c_address.as_ref().unwrap().starts_with("(\"a \"\"b"), "sqlx cannot write varchar within a composite value: text");
    assert_eq!(row.c_hstore.as_ref().unwrap().0["k\"1"], None);
    assert_eq!(row.c_float_range.as_deref(), Some("[-Infinity,1.5]"));
    assert_eq!(row.c_json.as_ref().unwrap()["a"][2], "x");
    assert_eq!(("very happy".parse(), db::enums::Mood::Empty.to_string()), (Ok(db::enums::Mood::VeryHappy), String::new()));
    assert_eq!(db::enums::Mood::ALL.len(), 14);
    let change: db::tables::EverythingUpdate = serde_json::from_str(r#"{"c_text": null, "c_mood": "say \"hi\""}"#).unwrap();
    assert_eq!((change.c_text.clone(), change.c_mood, change.c_int2), (Some(None), Some(Some(db::enums::Mood::SayHi)), None));
    assert_eq!(serde_json::to_string(&change).unwrap(), r#"{"c_text":null,"c_mood":"say \"hi\""}"#);
    let json = serde_json::to_string(row).unwrap();
    assert!(json.contains(r#""c_mood":"say \"hi\"""#), "{json}");
}
