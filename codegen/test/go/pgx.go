// Rows of app.everything read into the generated types and written back by them: the server must see no difference.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	db "kitchen/VARIANT"
)

var bad int

func check(ok bool, name string, more ...any) {
	if ok {
		fmt.Println("ok pgx VARIANT", name)
		return
	}
	bad = 1
	fmt.Println("pgx VARIANT", name, more)
}

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// key gives the name of a field in JSON.
func key(field string) string {
	found, _ := reflect.TypeFor[db.EverythingUpdate]().FieldByName(field)
	name, _, _ := strings.Cut(found.Tag.Get("json"), ",")
	return name
}

// insert makes of a row what inserts it, whole, under another key.
func insert(row db.Everything, id int32) (out db.EverythingInsert) {
	from, to := reflect.ValueOf(row), reflect.ValueOf(&out).Elem()
	for i := range to.NumField() {
		value := from.FieldByName(to.Type().Field(i).Name)
		target := to.Field(i)
		if strings.HasPrefix(target.Type().Name(), "Field[") {
			target.FieldByName("Given").SetBool(true)
			target = target.FieldByName("Value")
		}
		target.Set(value)
	}
	out.ID = id
	return out
}

// differing gives the columns in which two rows differ, by their texts.
func differing(ctx context.Context, conn *pgx.Conn, one, other int32) map[string]string {
	columns := []string{}
	rows, err := conn.Query(ctx, "SELECT attname FROM pg_attribute WHERE attrelid = 'app.everything'::regclass AND attnum > 0 AND attname <> 'id'")
	must(err)
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(err)
	for _, name := range names {
		columns = append(columns, fmt.Sprintf("SELECT '%[1]s', a.%[1]s::text, b.%[1]s::text FROM app.everything a, app.everything b WHERE a.id = %[2]d AND b.id = %[3]d AND a.%[1]s::text IS DISTINCT FROM b.%[1]s::text", name, one, other))
	}
	out := map[string]string{}
	rows, err = conn.Query(ctx, strings.Join(columns, " UNION ALL "))
	must(err)
	var name string
	var a, b *string
	show := func(text *string) string {
		if text == nil {
			return "NULL"
		}
		return *text
	}
	_, err = pgx.ForEachRow(rows, []any{&name, &a, &b}, func() error {
		out[name] = show(a) + " became " + show(b)
		return nil
	})
	must(err)
	return out
}

func main() {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, "")
	must(err)
	must(db.RegisterTypes(ctx, conn))
	for _, argument := range os.Args[1:] {
		refused := strings.HasPrefix(argument, "!")
		id, err := strconv.Atoi(strings.TrimPrefix(argument, "!"))
		must(err)
		rows, err := conn.Query(ctx, "SELECT * FROM app.everything WHERE id = $1", id)
		must(err)
		row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[db.Everything])
		if refused {
			check(err != nil, "refuses row "+argument[1:])
			continue
		}
		must(err)
		statement, arguments := db.InsertInto(insert(row, int32(id)+100))
		_, err = conn.Exec(ctx, statement, arguments...)
		must(err)
		wrong := differing(ctx, conn, int32(id), int32(id)+100)
		columns := reflect.TypeFor[db.Everything]()
		for i := range columns.NumField() {
			name := columns.Field(i).Tag.Get("db")
			text, differs := wrong[name]
			check(!differs, argument+" "+name, text)
		}
	}
	changes(ctx, conn)
	os.Exit(bad)
}

// changes tells NULL from not given, in statements and in JSON.
func changes(ctx context.Context, conn *pgx.Conn) {
	var change db.EverythingUpdate
	must(json.Unmarshal(fmt.Appendf(nil, `{%q: null, %q: 102}`, key("CText"), key("ID")), &change))
	check(change.CText.Given && !change.CInt4.Given, "null is given in JSON")
	statement, arguments := db.UpdateSet(change)
	check(statement == `UPDATE "app"."everything" SET "id" = $1, "c_text" = $2`, "the update", statement)
	_, err := conn.Exec(ctx, statement+" WHERE id = 102", arguments...)
	must(err)
	wrong := differing(ctx, conn, 2, 102)
	check(len(wrong) == 1 && strings.HasSuffix(wrong["c_text"], "became NULL"), "only what is given changes", wrong)
	text, err := json.Marshal(change)
	must(err)
	check(strings.HasPrefix(string(text), fmt.Sprintf(`{%q:102,%q:`, key("ID"), key("CText"))) && strings.Count(string(text), ",") <= 2, "only what is given is in JSON", string(text))
	statement, arguments = db.UpdateSet(db.EverythingUpdate{})
	check(statement == "" && arguments == nil, "no change, no statement")
	statement, _ = db.InsertInto(db.EmptyTableInsert{})
	check(statement == `INSERT INTO "app"."empty_table" DEFAULT VALUES`, "an insert of nothing", statement)
	call, arguments := db.FindTextTextArgs{}.Call()
	check(call == `"app"."find"("a" => $1)` && len(arguments) == 1, "a call without what has a default", call)
}
