// Rows of app.everything read into the generated types and written back by them: the server must see no difference.
use kitchen::v_VARIANT as db;
use tokio_postgres::{Client, Config, NoTls};

async fn difference(client: &Client, one: i32, other: i32) -> String {
    let text = "SELECT coalesce((SELECT string_agg(key || ': ' || coalesce(value, 'NULL'), E'\n') FROM each(hstore(b) - hstore(a)) WHERE key <> 'id'), '') \
                FROM app.everything a, app.everything b WHERE a.id = $1 AND b.id = $2";
    client.query_one(text, &[&one, &other]).await.unwrap().get(0)
}

async fn execute(client: &Client, statement: &str, arguments: &[db::runtime::Argument]) {
    client.execute(statement, &db::runtime::references(arguments)).await.unwrap();
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let set = |name: &str| std::env::var(name).unwrap();
    let mut config = Config::new();
    config.host(&set("PGHOST")).port(set("PGPORT").parse().unwrap()).user(&set("PGUSER")).dbname(&set("PGDATABASE"));
    let (client, connection) = config.connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    let mut bad = 0;
    let mut check = |ok: bool, name: String| {
        println!("{}tokio-postgres VARIANT {name}", if ok { "ok " } else { "" });
        bad |= i32::from(!ok);
    };
    for argument in std::env::args().skip(1) {
        let id: i32 = argument.parse().unwrap();
        let select = format!("SELECT {} FROM {} WHERE id = $1", db::tables::Everything::COLUMNS, db::tables::Everything::TABLE);
        let row = db::tables::Everything::try_from(&client.query_one(&select, &[&id]).await.unwrap()).unwrap();
        if id == 2 {
            typed(&row);
        }
        let (statement, arguments) = insert(row, id + 100).insert();
        execute(&client, &statement, &arguments).await;
        let wrong = difference(&client, id, id + 100).await;
        check(wrong.is_empty(), format!("row {id} {wrong}"));
    }
    let change = db::tables::EverythingUpdate { c_text: Some(None), ..Default::default() };
    let (statement, arguments) = change.update().unwrap();
    check(statement == "UPDATE \"app\".\"everything\" SET \"c_text\" = $1", statement.clone());
    execute(&client, &format!("{statement} WHERE id = 102"), &arguments).await;
    let wrong = difference(&client, 2, 102).await;
    check(wrong == "c_text: NULL", format!("only what is given changes: {wrong}"));
    check(db::tables::EverythingUpdate::default().update().is_none(), "no change, no statement".to_owned());
    std::process::exit(bad);
}
