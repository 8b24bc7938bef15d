// Rows of app.everything read into the generated types and written back by them: the server must see no difference.
use kitchen::v_VARIANT as db;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::ConnectOptions;

async fn difference(conn: &mut PgConnection, one: i32, other: i32) -> String {
    sqlx::query_scalar(
        // As JSON: bigdecimal adds zeros after the point, and sqlx writes json as jsonb.
        "SELECT coalesce(string_agg(x.key || ': ' || y.value, E'\n'), '') FROM app.everything a, app.everything b, \
         LATERAL jsonb_each(to_jsonb(a)) x, LATERAL jsonb_each(to_jsonb(b)) y \
         WHERE a.id = $1 AND b.id = $2 AND x.key = y.key AND x.key <> 'id' AND x.value <> y.value",
    )
    .bind(one)
    .bind(other)
    .fetch_one(conn)
    .await
    .unwrap()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut conn = PgConnectOptions::new().connect().await.unwrap();
    let mut bad = 0;
    let mut check = |ok: bool, name: String| {
        println!("{}sqlx VARIANT {name}", if ok { "ok " } else { "" });
        bad |= i32::from(!ok);
    };
    for argument in std::env::args().skip(1) {
        let id: i32 = argument.parse().unwrap();
        let select = format!("SELECT {} FROM {} WHERE id = $1", db::tables::Everything::COLUMNS, db::tables::Everything::TABLE);
        let row: db::tables::Everything = sqlx::query_as(&select).bind(id).fetch_one(&mut conn).await.unwrap();
        if id == 2 {
            typed(&row);
        }
        let (statement, arguments) = insert(row, id + 100).insert().unwrap();
        sqlx::query_with(&statement, arguments).execute(&mut conn).await.unwrap();
        let wrong = difference(&mut conn, id, id + 100).await;
        check(wrong.is_empty(), format!("row {id} {wrong}"));
    }
    let change = db::tables::EverythingUpdate { c_text: Some(None), ..Default::default() };
    let (statement, arguments) = change.update().unwrap().unwrap();
    check(statement == "UPDATE \"app\".\"everything\" SET \"c_text\" = $1", statement.clone());
    sqlx::query_with(&format!("{statement} WHERE id = 102"), arguments).execute(&mut conn).await.unwrap();
    let wrong = difference(&mut conn, 2, 102).await;
    check(wrong == "c_text: null", format!("only what is given changes: {wrong}"));
    check(db::tables::EverythingUpdate::default().update().unwrap().is_none(), "no change, no statement".to_owned());
    let (statement, _) = db::tables::EmptyTableInsert::default().insert().unwrap();
    check(statement == "INSERT INTO \"app\".\"empty_table\" DEFAULT VALUES", statement.clone());
    let (call, arguments) = db::routines::FindIntegerArgs { a: Some(1) }.call().unwrap();
    let found: Vec<db::tables::User> = sqlx::query_as_with(&format!("SELECT {} FROM {call}", db::tables::User::COLUMNS), arguments)
        .fetch_all(&mut conn)
        .await
        .unwrap();
    check(found.is_empty() && call == "\"app\".\"find\"(\"a\" => $1)", call);
    std::process::exit(bad);
}
