// What the generated types mean: values written in Go must be those of row 2 for the server, and those read from it for Go.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"net"
	"net/netip"
	"os"
	"reflect"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"kitchen/db"
)

func to[T any](value T) *T { return &value }

func number(text string) (out pgtype.Numeric) {
	if err := out.Scan(text); err != nil {
		panic(err)
	}
	return out
}

func main() {
	instant := time.Date(2024, 2, 29, 12, 34, 56, 789123000, time.UTC)
	day := func(month time.Month, day int) time.Time { return time.Date(2024, month, day, 0, 0, 0, 0, time.UTC) }
	spot := pgtype.Point{P: pgtype.Vec2{X: 1.5, Y: -2}, Valid: true}
	address := db.Address{Street: to(`a "b" (c), \d`), Zip: to("12"), Feeling: to(db.MoodVeryHappy), WeirdName: to(int32(-1)), Spots: []pgtype.Point{spot}}
	bare := db.Address{Zip: to(""), Feeling: to(db.MoodEmpty), Spots: []pgtype.Point{}}
	box := pgtype.Box{P: [2]pgtype.Vec2{{X: 3, Y: 4}, {X: 1, Y: 2}}, Valid: true}
	int4 := func(value int32) pgtype.Int4 { return pgtype.Int4{Int32: value, Valid: true} }
	row := db.EverythingInsert{
		ID: 10, CBool: to(true), CInt2: to(int16(math.MinInt16)), CInt4: to(int32(math.MaxInt32)), CInt8: to(int64(math.MaxInt64)), CFloat4: to(float32(1.5)), CFloat8: to(math.MaxFloat64),
		CNumeric: number("123456789012345678901234567890.1234567890"), CNumericPs: pgtype.Numeric{Int: big.NewInt(-123456789010), Exp: -4, Valid: true}, CMoney: to("$1.00"),
		CText: to("ünï 日本 🙂 '\" \\ \n"), CVarchar: to("🙂🙂🙂🙂🙂"), CBpchar: to("a  "), CName: to("n"), CChar: to("x"), CCitext: to("CI"), CBytea: []byte{0, 255, '\\'},
		CUUID: pgtype.UUID{Bytes: [16]byte{0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x12, 0x34, 0x12, 0x34, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc}, Valid: true},
		CDate: to(day(2, 29)), CTime: pgtype.Time{Microseconds: 24*3600*1e6 - 1, Valid: true}, CTimetz: to("01:02:03.000001+05:30"), CTimestamp: to(instant), CTimestamptz: to(instant),
		CTimestamptz3: to(instant.Truncate(time.Millisecond)), CInterval: pgtype.Interval{Months: 14, Days: 3, Microseconds: 14706789000, Valid: true},
		CJSON: json.RawMessage(`{"a":[1,null,"x"]}`), CJsonb: json.RawMessage(`[1, {"b": false}]`), CJsonpath: to(`$."a"`), CXML: to("<a/>"), CInet: to(netip.MustParsePrefix("10.0.0.1/8")), CCidr: to(netip.MustParsePrefix("10.0.0.0/8")),
		CMacaddr: net.HardwareAddr{8, 0, 0x2b, 1, 2, 3}, CMacaddr8: net.HardwareAddr{8, 0, 0x2b, 1, 2, 3, 4, 5}, CBit: pgtype.Bits{Bytes: []byte{0xa0}, Len: 4, Valid: true}, CVarbit: pgtype.Bits{Bytes: []byte{0xa0}, Len: 3, Valid: true},
		CBox: box, CTsvector: to("'a':1 'b':2"), CTsquery: to("'a' & 'b'"), CHstore: pgtype.Hstore{`k"1`: nil, `k\2`: to(`v"`), "": to("")}, CLtree: to("a.b"), COid: to(uint32(math.MaxUint32)), CXid: to(uint32(1)), CXid8: to(uint64(math.MaxUint64)),
		CTid: pgtype.TID{OffsetNumber: 1, Valid: true}, CLsn: to("16/B374D848"), CRegclass: to("app.users"), CRegtype: to("integer"),
		CInt4range: pgtype.Range[pgtype.Int4]{Lower: int4(1), Upper: int4(10), LowerType: pgtype.Inclusive, UpperType: pgtype.Exclusive, Valid: true},
		CTsrange:   pgtype.Range[pgtype.Timestamp]{LowerType: pgtype.Empty, UpperType: pgtype.Empty, Valid: true},
		CInt4multirange: pgtype.Multirange[pgtype.Range[pgtype.Int4]]{
			{Lower: int4(1), Upper: int4(3), LowerType: pgtype.Inclusive, UpperType: pgtype.Exclusive, Valid: true},
			{Lower: int4(5), Upper: int4(8), LowerType: pgtype.Inclusive, UpperType: pgtype.Exclusive, Valid: true}},
		CFloatRange: pgtype.Range[pgtype.Float8]{Lower: pgtype.Float8{Float64: math.Inf(-1), Valid: true}, Upper: pgtype.Float8{Float64: 1.5, Valid: true}, LowerType: pgtype.Inclusive, UpperType: pgtype.Inclusive, Valid: true},
		CMood:       to(db.MoodSayHi), CEmail: to("A@b"), CVeryPositive: db.Set(to(db.VeryPositive(1000))), CTags: db.Tags{"a", "NULL", ""}, CSize: to(db.SizeSmall), CAddress: &address,
		CPerson: &db.Person{Name: to("p"), Home: &address, Phones: []string{"1", `"2"`}, Past: []db.Address{bare, address}}, CHome: to(db.Home(bare)), CPair: &db.PairRow{A: to(int32(1)), B: to(int32(2))},
		ABool: []bool{true, false}, AInt8: []int64{1, math.MinInt64}, AFloat8: []float64{math.Inf(1), -0.5}, AText: []string{"", "NULL", `a"b`, `c\d`, "{e,f}", " "}, ABytea: [][]byte{{1, 2}, {}},
		AJsonb: []json.RawMessage{json.RawMessage(`{"a": 1}`), json.RawMessage(`[1, 2]`), json.RawMessage(`"{x}"`)}, AMood: []db.Mood{db.MoodEmpty, db.MoodItS, db.MoodBackSlash}, AEmail: []db.Email{"x@y"}, AAddress: []db.Address{address, bare},
	}
	if len(db.AllMood()) != 14 || !db.MoodEmpty.Valid() || db.Mood("no").Valid() || len(db.AllNothing()) != 0 || db.Nothing("").Valid() {
		fmt.Println("the labels are not those of the database")
		os.Exit(1)
	}
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, "")
	if err == nil {
		err = db.RegisterTypes(ctx, conn)
	}
	var bad int
	if err == nil {
		statement, arguments := db.InsertInto(row)
		_, err = conn.Exec(ctx, statement, arguments...)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	written := reflect.ValueOf(row)
	for i := range written.NumField() {
		field := reflect.TypeFor[db.Everything]().Field(i)
		if written.Field(i).IsZero() || field.Name == "ID" {
			continue
		}
		var same bool
		column := pgx.Identifier{field.Tag.Get("db")}.Sanitize()
		if err := conn.QueryRow(ctx, "SELECT a."+column+"::text = b."+column+"::text FROM app.everything a, app.everything b WHERE a.id = 2 AND b.id = 10").Scan(&same); err != nil || !same {
			fmt.Println(field.Name, "is not what was written", err)
			bad = 1
			continue
		}
		fmt.Println("ok pgx, written in Go:", field.Tag.Get("db"))
	}
	os.Exit(bad)
}
