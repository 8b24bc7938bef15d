// The same by database/sql, for a driver that is named first.
package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/lib/pq"
	db "kitchen/VARIANT"
)

var bad int

func check(ok bool, name string, more ...any) {
	if ok {
		fmt.Println("ok", os.Args[1], "VARIANT", name)
		return
	}
	bad = 1
	fmt.Println(os.Args[1], "VARIANT", name, more)
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

// read fills a row by the names that its tags give.
func read(rows *sql.Rows) (out db.Everything, err error) {
	defer rows.Close()
	if !rows.Next() {
		return out, sql.ErrNoRows
	}
	row := reflect.ValueOf(&out).Elem()
	places := map[string]any{}
	for i := range row.NumField() {
		places[row.Type().Field(i).Tag.Get("db")] = row.Field(i).Addr().Interface()
	}
	names, err := rows.Columns()
	must(err)
	targets := make([]any, len(names))
	for i, name := range names {
		targets[i] = places[name]
	}
	return out, rows.Scan(targets...)
}

// difference shows what became of a column.
func difference(conn *sql.DB, column string, one, other int) (a, b sql.NullString) {
	must(conn.QueryRow(fmt.Sprintf("SELECT a.%[1]s::text, b.%[1]s::text FROM app.everything a, app.everything b WHERE a.id = %[2]d AND b.id = %[3]d", column, one, other)).Scan(&a, &b))
	return a, b
}

func main() {
	connection := ""
	if os.Args[1] == "postgres" {
		connection = "sslmode=disable"
	}
	conn, err := sql.Open(os.Args[1], connection)
	must(err)
	for _, argument := range os.Args[2:] {
		refused := strings.HasPrefix(argument, "!")
		id, err := strconv.Atoi(strings.TrimPrefix(argument, "!"))
		must(err)
		rows, err := conn.Query("SELECT * FROM app.everything WHERE id = $1", id)
		must(err)
		row, err := read(rows)
		if refused {
			check(err != nil, "refuses row "+argument[1:])
			continue
		}
		must(err)
		statement, arguments := db.InsertInto(insert(row, int32(id)+100))
		_, err = conn.Exec(statement, arguments...)
		must(err)
		columns := reflect.TypeFor[db.Everything]()
		for i := range columns.NumField() {
			name := columns.Field(i).Tag.Get("db")
			if name == "id" {
				continue
			}
			a, b := difference(conn, name, id, id+100)
			check(a == b, argument+" "+name, a, b)
		}
	}
	var change db.EverythingUpdate
	must(json.Unmarshal(fmt.Appendf(nil, `{%q: null, %q: 102}`, key("CText"), key("ID")), &change))
	statement, arguments := db.UpdateSet(change)
	_, err = conn.Exec(statement+" WHERE id = 102", arguments...)
	must(err)
	_, text := difference(conn, "c_text", 2, 102)
	_, mood := difference(conn, "c_mood", 2, 102)
	check(!text.Valid && mood.String == string(db.MoodSayHi), "NULL and not given", text, mood)
	os.Exit(bad)
}
